package io.akashi.register;

import io.akashi.event.Kind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a record as a register; its components are declared by {@link Field}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Register {
  /** The stable name: of entries, commands, tables. Lower-case letters and {@code _}. */
  String id();

  /** The Japanese name. */
  String ja();

  /** The English name. */
  String en();

  /** What a change of it is in the log. */
  Kind kind() default Kind.CONFIG_CHANGE;
}
