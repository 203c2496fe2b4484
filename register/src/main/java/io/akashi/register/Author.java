package io.akashi.register;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a change, and why.
 *
 * @param by the person's id, as in the log
 * @param reason free text, maybe empty
 * @param approver who approved it, or null
 */
public record Author(String by, String reason, @Nullable String approver) {}
