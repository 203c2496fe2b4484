package io.akashi.server.internal.page.frame;

import io.akashi.server.config.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Styles and scripts: those beside the templates of a feature, by {@code <feature>/<file>}, and the
 * two libraries. An address carries the digest of what it names, so browsers may keep it for ever.
 * Safe for use by many threads.
 */
public final class Assets {
  private static final String FOLDER = "/io/akashi/server/internal/page/";
  private static final Pattern OWN = Pattern.compile("[a-z]+/[a-z-]+\\.(css|js|svg)");
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "htmx.js", "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js",
          "echarts.js", "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.min.js");
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");
  private static final int DIGITS = 16;

  private final Map<String, Asset> known = new ConcurrentHashMap<>();

  /**
   * One style or script.
   *
   * @param type content type
   * @param octets the file
   * @param gzip the same, compressed
   * @param digest the first {@value #DIGITS} hex digits of the SHA-256 of the file
   */
  record Asset(String type, byte[] octets, byte[] gzip, String digest) {}

  /** Address of an asset; a name that is none is a mistake of the template that says it. */
  String address(String name) {
    Asset asset =
        find(name).orElseThrow(() -> new IllegalArgumentException("no such asset: " + name));
    return "/assets/" + name + "?v=" + asset.digest();
  }

  /** The asset of a name; empty when there is none. */
  Optional<Asset> find(String name) {
    if (!LIBRARIES.containsKey(name) && !OWN.matcher(name).matches()) {
      return Optional.empty();
    }
    Asset asset = known.get(name);
    if (asset == null) {
      Optional<Asset> read = read(name);
      read.ifPresent(each -> known.put(name, each));
      return read;
    }
    return Optional.of(asset);
  }

  private static Optional<Asset> read(String name) {
    String resource = LIBRARIES.getOrDefault(name, FOLDER + name);
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] octets = in.readAllBytes();
      String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
      String digest = Sha256.of(octets).hex().substring(0, DIGITS);
      return Optional.of(new Asset(type, octets, gzip(octets), digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] octets) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(octets);
    }
    return out.toByteArray();
  }
}
