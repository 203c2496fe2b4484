package io.akashi.event.dicom;

import io.akashi.event.internal.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was touched (PS3.15 A.5.2.4), as far as it has columns. */
record ParticipantObject(XmlElement element, int number, Role role) {
  /** What an object is to the event. */
  enum Role {
    PATIENT,
    ENCOUNTER,
    USER,
    QUERY,
    OTHER
  }

  static final String ID = "ParticipantObjectID";
  private static final String TYPE = "ParticipantObjectTypeCode";
  private static final String ROLE = "ParticipantObjectTypeCodeRole";
  private static final String ID_TYPE = "ParticipantObjectIDTypeCode";
  private static final String NAME = "ParticipantObjectName";
  private static final String PATIENT_REFERENCE = "Patient/";

  /**
   * @param number its place among the objects of the message, from 1
   */
  static ParticipantObject of(XmlElement element, int number) {
    return new ParticipantObject(element, number, role(element));
  }

  private static Role role(XmlElement element) {
    String type = text(element, TYPE);
    String idType = idType(element);
    return switch (text(element, ROLE)) {
      case "1" -> type.equals("1") || type.isEmpty() ? Role.PATIENT : Role.OTHER;
      case "6" -> Role.USER;
      case "24" -> Role.QUERY;
      case "" -> {
        boolean person = type.equals("1") || type.isEmpty();
        boolean patient = person && (idType.equals("1") || idType.equals("2"));
        yield patient ? Role.PATIENT : byIdType(idType);
      }
      default -> byIdType(idType);
    };
  }

  private static Role byIdType(String idType) {
    return switch (idType) {
      case "3" -> Role.ENCOUNTER;
      case "11" -> Role.USER;
      default -> Role.OTHER;
    };
  }

  private static String text(XmlElement element, String attribute) {
    String value = element.attribute(attribute);
    return value == null ? "" : value;
  }

  private static String idType(XmlElement element) {
    Coded coded = idTypeCode(element);
    return coded == null || coded.code() == null ? "" : coded.code();
  }

  private static @Nullable Coded idTypeCode(XmlElement element) {
    XmlElement child = element.child(ID_TYPE);
    if (child != null) {
      return Coded.of(child);
    }
    String attribute = element.attribute(ID_TYPE);
    return attribute == null ? null : new Coded(attribute, null, null);
  }

  /** The identifier as sent, or null. */
  @Nullable String id() {
    return element.attribute(ID);
  }

  /** The number of a patient alone: {@code 123^^^Hospital&1.2.3&ISO} is 123. */
  @Nullable String patientId() {
    String id = id();
    if (id == null) {
      return null;
    }
    int caret = id.indexOf('^');
    String number = caret < 0 ? id : id.substring(0, caret);
    return number.startsWith(PATIENT_REFERENCE)
        ? number.substring(PATIENT_REFERENCE.length())
        : number;
  }

  /** What kind of identifier it is, as the sender says or the standard names its code. */
  @Nullable String type() {
    Coded coded = idTypeCode(element);
    String name = coded == null || coded.text() != null ? null : DicomCodes.objectType(coded);
    return coded == null || name != null ? name : coded.label();
  }

  @Nullable String name() {
    XmlElement child = element.child(NAME);
    String name = child == null ? element.attribute(NAME) : child.text();
    return name == null || name.isEmpty() ? null : name;
  }

  /**
   * Keeps what is in no column.
   *
   * @param inColumns whether type, identifier and name are
   */
  void keep(MessageFields fields, boolean inColumns) {
    List<String> known = new ArrayList<>(4);
    switch (role) {
      case PATIENT -> {
        known.add(TYPE);
        known.add(ROLE);
        if (id() != null && id().equals(patientId())) {
          known.add(ID);
        }
      }
      case ENCOUNTER, USER, QUERY, OTHER -> {
        if (inColumns) {
          known.add(ID);
        }
        if (inColumns && (role == Role.OTHER || role == Role.QUERY)) {
          known.add(NAME);
        }
      }
    }
    fields.putAll(element, "[" + number + "]", known);
  }
}
