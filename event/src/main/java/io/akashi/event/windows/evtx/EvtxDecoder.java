package io.akashi.event.windows.evtx;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Decoder;
import io.akashi.event.EntryUnit;
import io.akashi.event.SourceProfile;
import io.akashi.event.internal.text.Fields;
import io.akashi.event.windows.WindowsEvent;
import io.akashi.event.windows.WindowsMeaning;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows event log files (EVTX). One entry is one chunk of 65,536 bytes, for a record cannot be
 * read outside its chunk; a whole small file, with its header of 4,096 bytes, is taken too, and a
 * chunk that was cut short. Each record gives one event, {@code sequence} is its EventRecordID.
 *
 * <p>What is damaged costs itself alone: the next record is found by the size of the last or by its
 * signature. Records in the slack behind the last one are remains of older chunks and no events.
 */
public final class EvtxDecoder implements Decoder {
  /** The decoder's name. */
  public static final String NAME = "evtx";

  private static final int VERSION = 1;
  private static final String LABEL = NAME + "@" + VERSION;
  private static final int FILE_HEADER = 4_096;
  private static final int MOST_EVENTS = 4_096;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public EntryUnit unit(SourceProfile profile) {
    return EntryUnit.EVTX_CHUNK;
  }

  @Override
  public List<AuditEvent> decode(Arrival arrival, SourceProfile profile) {
    Reading reading = new Reading(arrival, profile);
    byte[] bytes = arrival.payload();
    int at = EvtxMarks.isFile(bytes, 0, bytes.length) ? FILE_HEADER : 0;
    for (; at < bytes.length; at += Chunk.LENGTH) {
      reading.chunk(at, Math.min(at + Chunk.LENGTH, bytes.length));
    }
    return reading.events;
  }

  /** The events of one entry. */
  private static final class Reading {
    private final Arrival arrival;
    private final SourceProfile profile;
    private final List<AuditEvent> events = new ArrayList<>();
    private final Budget budget;

    Reading(Arrival arrival, SourceProfile profile) {
      this.arrival = arrival;
      this.profile = profile;
      this.budget = new Budget(arrival.payload().length);
    }

    /** An unused chunk, all zeros, and a sound one without records give nothing. */
    void chunk(int start, int end) {
      if (events.size() > MOST_EVENTS || isUnused(arrival.payload(), start, end)) {
        return;
      }
      Chunk chunk = new Chunk(arrival.payload(), start, end);
      BinXml xml = new BinXml(chunk, budget);
      RecordCursor cursor = new RecordCursor(chunk);
      int before = events.size();
      while (cursor.next()) {
        if (events.size() == MOST_EVENTS) {
          events.add(
              nothing("以降のレコードは解読していません / not decoded beyond %d records".formatted(MOST_EVENTS))
                  .build());
          return;
        }
        events.add(cursor.isRecord() ? record(chunk, cursor, xml) : gap(chunk, cursor));
      }
      if (events.size() == before && chunk.damage != null) {
        events.add(nothing(chunk.damage).build());
      }
    }

    private static boolean isUnused(byte[] bytes, int start, int end) {
      for (int i = start; i < end; i++) {
        if (bytes[i] != 0) {
          return false;
        }
      }
      return true;
    }

    private AuditEvent record(Chunk chunk, RecordCursor cursor, BinXml xml) {
      WindowsEvent event = new WindowsEvent();
      AuditEvent.Builder out = begin();
      boolean whole = xml.read(cursor.start() + RecordCursor.HEADER, cursor.bodyEnd(), event);
      if (!whole || event.system("EventRecordID") == null) {
        event.system("EventRecordID", Long.toUnsignedString(cursor.identifier()));
      }
      if (event.system("TimeCreated_SystemTime") == null) {
        String written = WindowsForms.fileTime(cursor.written());
        event.system("TimeCreated_SystemTime", written == null ? "" : written);
      }
      label(chunk, cursor, event);
      return WindowsMeaning.apply(event, out, new Fields(), profile.zone()).build();
    }

    private static void label(Chunk chunk, RecordCursor cursor, WindowsEvent event) {
      if (event.system("EventID") == null) {
        event.flaw(DecodeStatus.UNREADABLE, "イベントIDが読めません / no event id can be read");
      }
      if (cursor.note() != null) {
        event.flaw(DecodeStatus.PARTIAL, cursor.note());
      }
      if (chunk.damage != null) {
        event.flaw(DecodeStatus.PARTIAL, chunk.damage);
      }
    }

    private AuditEvent gap(Chunk chunk, RecordCursor cursor) {
      AuditEvent.Builder out = nothing(String.valueOf(cursor.note()));
      if (chunk.damage != null) {
        out.flaw(DecodeStatus.UNREADABLE, chunk.damage);
      }
      return out.build();
    }

    private AuditEvent.Builder nothing(String reason) {
      return begin().flaw(DecodeStatus.UNREADABLE, reason);
    }

    private AuditEvent.Builder begin() {
      AuditEvent.Builder out = AuditEvent.builder(arrival, profile, NAME, LABEL);
      if (arrival.keys().containsKey(Arrival.KEY_TRUNCATED)) {
        out.flaw(DecodeStatus.PARTIAL, "受信時に切り詰められました / cut when it was received");
      }
      return out;
    }
  }
}
