package io.akashi.server.account;

import java.time.Instant;

/**
 * A passkey of an account (WebAuthn).
 *
 * @param id credential id, base64url
 * @param label what its owner calls it
 * @param created when it was registered
 * @param record all that is needed to check a sign-in with it, in a form of the door that keeps it
 */
public record Passkey(String id, String label, Instant created, String record) {}
