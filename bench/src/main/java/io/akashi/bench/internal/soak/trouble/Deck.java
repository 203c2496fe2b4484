package io.akashi.bench.internal.soak.trouble;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Cards drawn at random, each as often as it lies in the deck, so that a short run has them all.
 */
final class Deck<T> {
  private final List<T> cards;
  private final RandomGenerator random;
  private final List<T> left = new ArrayList<>();

  Deck(RandomGenerator random, List<T> cards) {
    this.cards = List.copyOf(cards);
    this.random = random;
  }

  T draw() {
    if (left.isEmpty()) {
      left.addAll(cards);
      Collections.shuffle(left, Random.from(random));
    }
    return left.removeLast();
  }
}
