/**
 * The HTTP listener: Spring and Tomcat under our own configuration, who may call what, and how a
 * refusal is worded.
 */
@NullMarked
package io.akashi.server.internal.web;

import org.jspecify.annotations.NullMarked;
