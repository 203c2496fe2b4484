package io.akashi.event.fhir;

import io.akashi.event.Action;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.internal.text.NetworkPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who took part. The user is who asked for it: a person before a machine. Where nobody is said to
 * have asked, it is whoever took part as a person does; a job has no user.
 */
final class Agents {
  private static final String APPLICATION = "110150";
  private static final String DESTINATION = "110152";
  private static final String SOURCE = "110153";
  private static final String CUSTODIAN = "custodian";
  private static final String DELEGATOR = "DELEGATOR";
  private static final String URI = "5";

  /** Types of agents that are no persons (DICOM CID 402, extra-security-role-type, BALP). */
  private static final Set<String> MACHINES =
      Set.of(
          APPLICATION,
          "110151",
          DESTINATION,
          SOURCE,
          "110154",
          "110155",
          CUSTODIAN,
          "authserver",
          "dataprocessor",
          "PROV",
          "homeCommunityId");

  /** Types that only persons have (v3-ParticipationType, BALP UserAgentTypes). */
  private static final Set<String> PERSONS =
      Set.of("AUT", "INF", "CST", "IRCP", "humanuser", "UserOauthAgent", "UserSamlAgent");

  private static final Set<String> THINGS = Set.of("Device", "Organization", "Endpoint");

  /** An agent with the codes of its type. */
  private record Agent(FhirElement element, List<String> types) {
    static Agent of(FhirElement element) {
      return new Agent(element, Coding.codes(element, "type"));
    }

    boolean isRequestor() {
      return "true".equals(element.text("requestor"));
    }

    boolean isMachine() {
      String type = References.type(element.child("who"));
      return (type != null && THINGS.contains(type)) || has(MACHINES);
    }

    boolean has(Set<String> codes) {
      return !Collections.disjoint(codes, types);
    }
  }

  private final List<Agent> all;
  private final @Nullable Agent user;

  Agents(List<FhirElement> elements) {
    all = new ArrayList<>(elements.size());
    elements.forEach(element -> all.add(Agent.of(element)));
    user = user(all);
  }

  private static @Nullable Agent user(List<Agent> all) {
    Agent requestor = null;
    Agent person = null;
    for (Agent agent : all) {
      boolean asked = agent.isRequestor();
      if (asked && !agent.isMachine()) {
        return agent;
      }
      if (asked && requestor == null) {
        requestor = agent;
      }
      if (person == null && agent.has(PERSONS) && !agent.isMachine()) {
        person = agent;
      }
    }
    return requestor == null ? person : requestor;
  }

  private @Nullable FhirElement ofType(String type) {
    for (Agent agent : all) {
      if (agent.types.contains(type)) {
        return agent.element;
      }
    }
    return null;
  }

  /**
   * Sets the columns.
   *
   * @param rest whether it is a REST operation, of which BALP says who is client and server
   * @param action C R U D E, or null
   */
  void fill(AuditEvent.Builder event, boolean rest, @Nullable String action) {
    FhirElement person = user == null ? null : user.element;
    if (user != null) {
      setUser(event, user);
      setPlace(event, person);
    }
    for (Agent agent : all) {
      if ("false".equals(agent.element.text("requestor"))) {
        agent.element.tell("requestor");
      }
      if (agent.element != person && isDelegator(agent)) {
        String id = References.id(agent.element.child("who"));
        event.set(Column.ON_BEHALF_OF, id == null ? agent.element.text("who", "display") : id);
      }
    }
    boolean reads = Action.READ.id().equals(action);
    boolean deletes = Action.DELETE.id().equals(action);
    String client = reads ? DESTINATION : deletes ? APPLICATION : SOURCE;
    String server = reads ? SOURCE : deletes ? CUSTODIAN : DESTINATION;
    if (rest && event.get(Column.ADDRESS) == null && event.get(Column.TERMINAL) == null) {
      setPlace(event, ofType(client));
    }
    FhirElement target = ofType(rest ? server : DESTINATION);
    if (target != null && target != person) {
      setTarget(event, target);
    }
  }

  private static boolean isDelegator(Agent agent) {
    return agent.types.contains(DELEGATOR)
        || Coding.codes(agent.element, "role").contains(DELEGATOR);
  }

  private static void setUser(AuditEvent.Builder event, Agent user) {
    FhirElement agent = user.element;
    FhirElement who = agent.child("who");
    String id = who == null ? null : who.tell("identifier", "value");
    id = id == null ? agent.tell("altId") : id;
    id = id == null ? References.id(who) : id;
    String name = agent.tell("name");
    name = name == null ? agent.tell("who", "display") : name;
    event.set(Column.USER_ID, id).set(Column.USER_NAME, name);
    agent.tell("requestor");
    String role = Coding.label(agent, "role");
    event.set(Column.USER_ROLE, role == null ? occupation(agent) : role);
  }

  /** A type that is neither a part in the event nor a machine: what somebody is. */
  private static @Nullable String occupation(FhirElement agent) {
    for (FhirElement element : agent.all("type")) {
      for (Coding type : Coding.all(element)) {
        String code = type.code() == null ? "" : type.code();
        if (type.display() != null && !MACHINES.contains(code) && !PERSONS.contains(code)) {
          return type.display();
        }
      }
    }
    return null;
  }

  private static void setPlace(AuditEvent.Builder event, @Nullable FhirElement agent) {
    String type = agent == null ? null : agent.text("network", "type");
    boolean named = type == null || type.equals("1") || type.equals("2");
    if (agent == null || !named) {
      return;
    }
    String point = agent.tell("network", "address");
    point = point == null ? agent.tell("networkString") : point;
    if (point != null) {
      event.set(NetworkPoint.isAddress(point) ? Column.ADDRESS : Column.TERMINAL, point);
      agent.tell("network", "type");
    }
  }

  private static void setTarget(AuditEvent.Builder event, FhirElement agent) {
    boolean uri = URI.equals(agent.text("network", "type"));
    String point = uri ? agent.text("network", "address") : agent.tell("network", "address");
    point = point == null ? agent.tell("networkString") : point;
    if (point == null) {
      point = agent.text("networkUri");
    } else if (!uri) {
      agent.tell("network", "type");
    }
    event.set(Column.TARGET_ADDRESS, point == null ? null : NetworkPoint.hostOf(point));
  }

  /** The purpose of the user, or null. */
  @Nullable String purpose() {
    if (user == null) {
      return null;
    }
    String purpose = Coding.label(user.element, "purposeOfUse");
    return purpose == null ? Coding.label(user.element, "authorization") : purpose;
  }
}
