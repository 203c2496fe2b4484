package io.akashi.event.syslog;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Decoder;
import io.akashi.event.SourceProfile;
import java.util.List;

/** A decoder of messages that come bare as well as behind a syslog header. */
public interface MessageDecoder extends Decoder {
  @Override
  default List<AuditEvent> decode(Arrival arrival, SourceProfile profile) {
    return decode(Unwrapped.of(arrival), profile);
  }

  /** As {@link Decoder#decode}, of a message that somebody has unwrapped already. */
  List<AuditEvent> decode(Unwrapped message, SourceProfile profile);
}
