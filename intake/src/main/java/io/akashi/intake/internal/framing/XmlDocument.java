package io.akashi.intake.internal.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/** Recognises, without parsing, where an XML document inside a message begins and ends. */
final class XmlDocument {
  static final byte[] DECLARATION = "<?xml".getBytes(US_ASCII);
  private static final byte[] DICOM = "<AuditMessage".getBytes(US_ASCII);
  private static final byte[] IHE_YEAR_4 = "<IHEYr4".getBytes(US_ASCII);
  private static final int LONGEST_NAME = 128;

  private XmlDocument() {}

  /** Where a document begins in {@code [from, to)}, or -1. */
  static int begin(byte[] bytes, int from, int to) {
    int declaration = Scan.indexOf(bytes, from, to, DECLARATION);
    if (declaration >= 0) {
      return declaration;
    }
    int dicom = Scan.indexOf(bytes, from, to, DICOM);
    return dicom >= 0 ? dicom : Scan.indexOf(bytes, from, to, IHE_YEAR_4);
  }

  /** Where a document begins in {@code [from, to)} that does not end there, or -1. */
  static int beginUnfinished(byte[] bytes, int from, int to) {
    int begin = begin(bytes, from, to);
    return begin >= 0 && end(bytes, begin, to) < 0 ? begin : -1;
  }

  /** Behind the end tag of the document that begins at {@code begin}, or -1. */
  static int end(byte[] bytes, int begin, int to) {
    byte[] endTag = endTag(bytes, begin, to);
    int at = endTag == null ? -1 : Scan.indexOf(bytes, begin, to, endTag);
    return endTag == null || at < 0 ? -1 : at + endTag.length;
  }

  /** The end tag of the root element, or null when the root element is not read yet. */
  static byte @Nullable [] endTag(byte[] bytes, int begin, int to) {
    for (int i = begin; i + 1 < to; i++) {
      if (bytes[i] == '<' && isNameStart(bytes[i + 1])) {
        int end = i + 1;
        while (end < to && !endsName(bytes[end])) {
          end++;
        }
        return end == to || end - i > LONGEST_NAME ? null : endTagOf(bytes, i + 1, end);
      }
    }
    return null;
  }

  private static byte[] endTagOf(byte[] bytes, int from, int to) {
    byte[] tag = new byte[to - from + 3];
    tag[0] = '<';
    tag[1] = '/';
    System.arraycopy(bytes, from, tag, 2, to - from);
    tag[tag.length - 1] = '>';
    return tag;
  }

  private static boolean isNameStart(byte b) {
    return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '_';
  }

  private static boolean endsName(byte b) {
    return b == ' ' || b == '>' || b == '/' || b == '\n' || b == '\r' || b == '\t';
  }
}
