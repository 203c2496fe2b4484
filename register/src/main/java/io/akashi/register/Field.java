package io.akashi.register;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a component of a register, or gives a constant of a closed list its names. The id of a
 * field is the component's name in snake case. A component that is {@code @Nullable} may be empty,
 * others may not.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Field {
  /** The Japanese heading. */
  String ja();

  /** The English heading. */
  String en();

  /** Whether it is (part of) what tells one row from another; a key is text and never empty. */
  boolean key() default false;

  /**
   * Other headings of the same column, in other people's tables. Width, case and signs are free.
   */
  String[] also() default {};

  /** The register whose key it names; the row of the other register need not exist. */
  Class<? extends Record> reference() default Record.class;

  /** What a yes/no field prints for yes; it is also read. */
  String yes() default "はい";

  /** What a yes/no field prints for no; it is also read. */
  String no() default "いいえ";
}
