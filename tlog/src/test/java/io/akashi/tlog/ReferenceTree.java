package io.akashi.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * The tree as RFC 6962 2.1 defines it, recursion and all, over leaf hashes. Slow on purpose: what
 * the room computes is compared with this.
 */
final class ReferenceTree {
  private ReferenceTree() {}

  /** MTH of RFC 6962 2.1. */
  static Hash root(List<Hash> leaves) {
    int n = leaves.size();
    if (n == 0) {
      return Rfc6962.emptyRoot();
    }
    if (n == 1) {
      return leaves.getFirst();
    }
    int k = split(n);
    return Rfc6962.node(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
  }

  /** PATH of RFC 6962 2.1.1. */
  static List<Hash> path(int m, List<Hash> leaves) {
    int n = leaves.size();
    if (n == 1) {
      return List.of();
    }
    int k = split(n);
    return m < k
        ? append(path(m, leaves.subList(0, k)), root(leaves.subList(k, n)))
        : append(path(m - k, leaves.subList(k, n)), root(leaves.subList(0, k)));
  }

  /** PROOF of RFC 6962 2.1.2. */
  static List<Hash> proof(int m, List<Hash> leaves) {
    return subproof(m, leaves, true);
  }

  private static List<Hash> subproof(int m, List<Hash> leaves, boolean whole) {
    int n = leaves.size();
    if (m == n) {
      return whole ? List.of() : List.of(root(leaves));
    }
    int k = split(n);
    return m <= k
        ? append(subproof(m, leaves.subList(0, k), whole), root(leaves.subList(k, n)))
        : append(subproof(m - k, leaves.subList(k, n), false), root(leaves.subList(0, k)));
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static List<Hash> append(List<Hash> list, Hash hash) {
    List<Hash> longer = new ArrayList<>(list);
    longer.add(hash);
    return longer;
  }
}
