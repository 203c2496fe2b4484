package io.akashi.server.internal.endpoint;

import java.util.List;

/** All endpoints. */
public final class Endpoints {
  public static final List<Class<?>> ALL =
      List.of(
          HandIn.class,
          TlogEndpoint.class,
          IntakeEndpoint.class,
          CountsEndpoint.class,
          EventsEndpoint.class,
          EntryEndpoint.class,
          InspectionEndpoint.class,
          StatusEndpoint.class,
          MetricsEndpoint.class);

  private Endpoints() {}
}
