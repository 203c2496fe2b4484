package io.akashi.intake;

/**
 * The labels that say by which rule a message was taken out of its frame; the {@code framing} of an
 * entry's header. They are interfaces: documented in docs/formats/framing.md, never renamed.
 */
public final class Framing {
  /** Octet counting, RFC 6587 section 3.4.1 and RFC 5425 section 4.3. */
  public static final String OCTET = "octet";

  /** Octet counting by a sender that counted UTF-16 units instead of octets. */
  public static final String OCTET_UTF16 = "octet-utf16";

  /** Octet counting by a sender that counted code points instead of octets. */
  public static final String OCTET_CHARS = "octet-chars";

  /** Octet counting with a length longer than the body: ended where the next message begins. */
  public static final String OCTET_CUT = "octet-cut";

  /** Ended by LF, RFC 6587 section 3.4.2. */
  public static final String LF = "lf";

  /** Ended by CR LF, RFC 6587 section 3.4.2. */
  public static final String CRLF = "crlf";

  /** Ended by NUL, RFC 6587 section 3.4.2. */
  public static final String NUL = "nul";

  /** An XML element, of several lines or not, ended by its end tag. */
  public static final String XML = "xml";

  /** Without any trailer; the connection ended after it. */
  public static final String EOF = "eof";

  /** Without any trailer; the sender fell silent after it. */
  public static final String QUIET = "quiet";

  /** What lay between the end of an octet frame and the next place where a message can begin. */
  public static final String REST = "rest";

  /** A piece, not the last, of a message longer than the limit. */
  public static final String PART = "part";

  /** One UDP datagram, RFC 5426. */
  public static final String DATAGRAM = "datagram";

  /** One line of an HTTP body or a file. */
  public static final String LINES = "lines";

  /** One line of an HTTP body that holds JSON objects. */
  public static final String NDJSON = "ndjson";

  /** One logical CSV record; quoted line breaks belong to it. */
  public static final String CSV = "csv";

  /** One JSON value of a file or an HTTP body, on one line or on many. */
  public static final String JSON = "json";

  /** One chunk of a Windows event log file. */
  public static final String EVTX = "evtx";

  /** Key: the length that stood in the frame when it was not the length of the payload. */
  public static final String KEY_STATED = "stated";

  /** Key: which piece of a message longer than the limit, from 1. */
  public static final String KEY_PART = "part";

  /**
   * Key: {@code scan} when the beginning of the message was found by searching, because the frame
   * before it did not tell where it ends.
   */
  public static final String KEY_START = "start";

  private Framing() {}
}
