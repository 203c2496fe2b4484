package io.akashi.server.internal.web;

import io.akashi.server.config.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Roles that may call an endpoint; every person's when none is said. A method without it and
 * without {@link Open} is refused.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Allowed {
  Role[] value() default {
    Role.OPERATOR, Role.MANAGER, Role.AUDITOR, Role.EXECUTIVE, Role.DEPARTMENT, Role.ADMIN
  };

  /** Whether the answer is about the whole hospital, so not for a caller with narrowed rights. */
  boolean whole() default false;
}
