package io.akashi.event.sentence;

/** The languages an event can be read in. */
public enum Language {
  JAPANESE,
  ENGLISH
}
