package io.akashi.hospital.internal.site;

import io.akashi.hospital.Patient;
import java.time.LocalDate;

/** 24,000 patients, made when they are asked for. */
public final class Patients {
  /** How many there are. */
  public static final int COUNT = 24_000;

  private static final long PATIENTS = 2;
  private static final int FIRST_ID = 100_419;
  private static final int STEP = 37;

  private final long seed;

  public Patients(long seed) {
    this.seed = seed;
  }

  /** The patient of that number, from 0 to below {@link #COUNT}. */
  public Patient get(int number) {
    Dice dice = Dice.of(seed, PATIENTS, number);
    boolean female = dice.chance(0.52);
    return new Patient(
        "%08d".formatted(FIRST_ID + number * STEP),
        Names.family(dice),
        Names.given(dice, female),
        female,
        LocalDate.of(dice.between(1928, 2024), dice.between(1, 12), dice.between(1, 28)));
  }
}
