package io.akashi.hospital.internal.doing;

import io.akashi.hospital.LogSystem;
import io.akashi.hospital.Patient;
import io.akashi.hospital.Server;
import io.akashi.hospital.Terminal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that happens and that one system writes down. Times are the hospital's. */
public sealed interface Doing {
  LocalDateTime at();

  /** Who writes it down. */
  LogSystem system();

  /**
   * Something done in the health record.
   *
   * @param patient whose chart, or null
   * @param category kind of information, or the empty string
   * @param operation as the mapping {@code ehr-access} knows it
   * @param result as it knows it
   */
  record Chart(
      LocalDateTime at,
      Actor actor,
      Terminal terminal,
      @Nullable Patient patient,
      String category,
      String operation,
      String result)
      implements Doing {
    @Override
    public LogSystem system() {
      return LogSystem.RECORD;
    }
  }

  /** What is done with images. */
  enum ImageAct {
    READ,
    STORE,
    EXPORT
  }

  /**
   * Something done in the image archive.
   *
   * @param study name of the study, e.g. 胸部CT
   */
  record Image(
      LocalDateTime at, Actor actor, Terminal terminal, Patient patient, String study, ImageAct act)
      implements Doing {
    @Override
    public LogSystem system() {
      return LogSystem.IMAGES;
    }
  }

  /** What is done through the interface for other hospitals. */
  enum RegionalAct {
    READ,
    SEARCH
  }

  /** Something done through the interface for other hospitals. */
  record Regional(
      LocalDateTime at, Actor actor, String address, Patient patient, String what, RegionalAct act)
      implements Doing {
    @Override
    public LogSystem system() {
      return LogSystem.REGIONAL;
    }
  }

  /**
   * An event of Windows.
   *
   * @param system {@link LogSystem#WINDOWS} or {@link LogSystem#MALWARE}
   * @param computer name of the machine
   * @param origin provider and channel
   * @param id event id
   * @param data names and values, in order
   * @param message the rendered text, one line
   */
  record Windows(
      LocalDateTime at,
      LogSystem system,
      String computer,
      Origin origin,
      int id,
      Map<String, String> data,
      String message)
      implements Doing {}

  /** Provider and channel of a Windows event. */
  enum Origin {
    SECURITY("Microsoft-Windows-Security-Auditing", "Security"),
    EVENTLOG("Microsoft-Windows-Eventlog", "Security"),
    SERVICES("Service Control Manager", "System"),
    DEFENDER(
        "Microsoft-Windows-Windows Defender", "Microsoft-Windows-Windows Defender/Operational");

    private final String provider;
    private final String channel;

    Origin(String provider, String channel) {
      this.provider = provider;
      this.channel = channel;
    }

    public String provider() {
      return provider;
    }

    public String channel() {
      return channel;
    }
  }

  /** What becomes of a tunnel. */
  enum TunnelAct {
    UP,
    DOWN,
    REFUSED
  }

  /**
   * Somebody at the door from outside.
   *
   * @param remote address outside
   * @param assigned address inside, or the empty string
   */
  record Tunnel(LocalDateTime at, String user, String remote, String assigned, TunnelAct act)
      implements Doing {
    @Override
    public LogSystem system() {
      return LogSystem.VPN;
    }
  }

  /** A connection that the firewall lets through or does not. */
  record Flow(LocalDateTime at, boolean allowed, String from, int fromPort, String to, int toPort)
      implements Doing {
    @Override
    public LogSystem system() {
      return LogSystem.FIREWALL;
    }
  }

  /**
   * A line of a Linux server.
   *
   * @param program that wrote it
   * @param text behind program and process number
   */
  record Line(LocalDateTime at, Server server, String program, String text) implements Doing {
    @Override
    public LogSystem system() {
      return LogSystem.LINUX;
    }
  }

  /**
   * A line of the database.
   *
   * @param user database user
   * @param address where the user connects from
   * @param program that connects
   * @param tag command tag
   * @param message of the line, as PostgreSQL or pgaudit words it
   */
  record Statement(
      LocalDateTime at, String user, String address, String program, String tag, String message)
      implements Doing {
    @Override
    public LogSystem system() {
      return LogSystem.DATABASE;
    }
  }

  /**
   * A line of the backup.
   *
   * @param instance instance id of the product
   * @param values names and values, in order
   */
  record Backup(LocalDateTime at, int instance, List<Map.Entry<String, String>> values)
      implements Doing {
    @Override
    public LogSystem system() {
      return LogSystem.BACKUP;
    }
  }
}
