/**
 * Transparency log arithmetic: Merkle tree (RFC 6962, RFC 9162), tiles (C2SP tlog-tiles),
 * checkpoints (C2SP tlog-checkpoint), signed notes (C2SP signed-note) and proof files (C2SP
 * tlog-proof). Bytes only: nothing here knows what an entry means or where it is stored.
 */
@NullMarked
package io.akashi.tlog;

import org.jspecify.annotations.NullMarked;
