/**
 * Who may sign in to Akashi, and with what they prove who they are. Accounts and credentials lie in
 * one file of the data directory and never in a book.
 */
@NullMarked
package io.akashi.server.account;

import org.jspecify.annotations.NullMarked;
