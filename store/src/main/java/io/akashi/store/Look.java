package io.akashi.store;

/**
 * Who looks at the log. Every look is an entry of the book {@code house} before its result is seen;
 * so the methods that show entries ask for one.
 *
 * @param user user id of the person, or of the operating system's account for the command line
 * @param role role id, e.g. {@code auditor}
 * @param via {@code cli}, {@code api}, {@code web}
 * @param terminal address or terminal of the person, or the empty string
 */
public record Look(String user, String role, String via, String terminal) {}
