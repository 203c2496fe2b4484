package io.akashi.hospital.internal.story;

import io.akashi.hospital.Story;
import io.akashi.hospital.internal.doing.Doing;
import java.util.List;

/**
 * A story and what happens in it.
 *
 * @param doings in any order
 */
public record Plot(Story story, List<Doing> doings) {
  public Plot {
    doings = List.copyOf(doings);
  }
}
