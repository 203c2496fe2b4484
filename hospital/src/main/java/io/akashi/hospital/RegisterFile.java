package io.akashi.hospital;

/**
 * A table for {@code akashi register import}.
 *
 * @param register id of the register
 * @param name of the file
 * @param csv its content: UTF-8 with a byte order mark, as Excel writes it, with Japanese headings
 */
public record RegisterFile(String register, String name, byte[] csv) {}
