package io.akashi.hospital;

/**
 * A PC.
 *
 * @param name e.g. {@code PC10233}, its number in the asset register too
 * @param address IPv4
 * @param department where it stands
 */
public record Terminal(String name, String address, Department department) {}
