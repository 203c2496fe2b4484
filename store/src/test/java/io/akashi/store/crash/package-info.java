/**
 * The power cut, as a program: a disk that ends the process at any operation and then shows what
 * would be left. Everything that writes to disk is tested by enumeration with it.
 */
package io.akashi.store.crash;
