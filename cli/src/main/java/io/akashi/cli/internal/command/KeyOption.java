package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The keys a check trusts: they come from the person, never from the thing that is checked. */
final class KeyOption {
  @Option(
      names = "--key",
      paramLabel = "VKEY",
      required = true,
      description =
          "信頼する検証鍵 名前+ID+base64（複数可） / verifier key that is trusted, name+id+base64; may be repeated")
  private List<String> keys = new ArrayList<>();

  /**
   * @throws CannotException when a key is none, or of a kind that cannot be checked here
   */
  List<VerifierKey> parse() throws CannotException {
    List<VerifierKey> parsed = new ArrayList<>();
    for (String key : keys) {
      parsed.add(parse(key));
    }
    return parsed;
  }

  private static VerifierKey parse(String text) throws CannotException {
    try {
      VerifierKey key = VerifierKey.parse(text);
      if (key.isSupported()) {
        return key;
      }
      throw new CannotException(
          "検証鍵 %1$s の種類には対応していません（Ed25519 のみ）。 / The type of the key %1$s is not supported, only Ed25519."
              .formatted(text));
    } catch (MalformedException e) {
      throw new CannotException(
          ("--key %1$s は検証鍵ではありません。status または prove が表示するものを使ってください。 / --key %1$s is no verifier key"
                  + " (%2$s): use what status or prove print.")
              .formatted(text, e.getMessage()),
          e);
    }
  }
}
