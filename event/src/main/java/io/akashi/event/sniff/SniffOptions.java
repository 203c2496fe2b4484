package io.akashi.event.sniff;

import java.nio.charset.Charset;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a person already knows of a file.
 *
 * @param name of the mapping to propose, a source id
 * @param title for people, e.g. the file's name
 * @param charset null to find out
 * @param zone of times without offset, written into the mapping; null for that of the source
 */
public record SniffOptions(
    String name, String title, @Nullable Charset charset, @Nullable ZoneId zone) {}
