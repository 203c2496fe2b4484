package io.akashi.hospital;

/**
 * A server.
 *
 * @param name host name in lower case
 * @param address IPv4
 * @param windows whether it runs Windows; else Linux
 * @param purpose what it is for, in Japanese
 */
public record Server(String name, String address, boolean windows, String purpose) {}
