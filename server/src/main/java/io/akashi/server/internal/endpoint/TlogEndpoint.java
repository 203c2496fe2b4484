package io.akashi.server.internal.endpoint;

import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Book;
import io.akashi.store.OutsideScopeException;
import io.akashi.store.Scope;
import io.akashi.store.StoreException;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.SignedNote;
import io.akashi.tlog.TilePath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The books as transparency logs (C2SP tlog-tiles) at {@code /tlog/<book>/…}. Level 0 and entry
 * bundles are for the auditor alone: leaf hashes of guessable entries can be guessed.
 */
@RestController
public class TlogEndpoint {
  private static final String SHORT = "public, max-age=5";
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String FOREVER_PRIVATE = "private, max-age=31536000, immutable";

  private final WebParts parts;
  private final BundleLooks looks;

  TlogEndpoint(WebParts parts) {
    this.parts = parts;
    this.looks = new BundleLooks(parts.store(), parts.clock());
  }

  /** The newest checkpoint, a signed note. */
  @Open
  @GetMapping("/tlog/{book}/checkpoint")
  public void checkpoint(@PathVariable String book, HttpServletResponse response)
      throws IOException {
    String text =
        parts
            .store()
            .checkpoint(Books.of(book))
            .orElseThrow(() -> Problem.notFound("まだチェックポイントがありません。 / no checkpoint yet"));
    response.setHeader("Cache-Control", SHORT);
    Reply.text(response, text);
  }

  /** A tile of level 1 and up. */
  @Open
  @GetMapping("/tlog/{book}/tile/*/**")
  public void tile(
      @PathVariable String book, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Book known = Books.of(book);
    TilePath path = path(known, request);
    if (path.level() < 1) {
      throw none(request); // level 0 has a mapping of its own; a path like 00 is none at all
    }
    response.setHeader("Cache-Control", FOREVER);
    Reply.octets(response, Reply.OCTETS, read(known, path, request));
  }

  /** A tile of leaf hashes. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/tlog/{book}/tile/0/**")
  public void leaves(
      @PathVariable String book, HttpServletRequest request, HttpServletResponse response)
      throws IOException, StoreException {
    Book known = Books.of(book);
    wholeBook(known, request);
    TilePath path = path(known, request);
    response.setHeader("Cache-Control", kept(request));
    Reply.octets(response, Reply.OCTETS, read(known, path, request));
  }

  /** A bundle of entries. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/tlog/{book}/tile/entries/**")
  public void entries(
      @PathVariable String book, HttpServletRequest request, HttpServletResponse response)
      throws IOException, StoreException {
    Book known = Books.of(book);
    wholeBook(known, request);
    TilePath path = path(known, request);
    looks.record(Caller.of(request).look(request), known, path);
    byte[] bundle = read(known, path, request);
    response.setHeader("Cache-Control", kept(request));
    response.setHeader("Vary", "Accept-Encoding");
    if (acceptsGzip(request)) {
      response.setHeader("Content-Encoding", "gzip");
      bundle = gzip(bundle);
    }
    Reply.octets(response, Reply.OCTETS, bundle);
  }

  /** A browser is shared: whoever sits there next does not find in it what a person has read. */
  private static String kept(HttpServletRequest request) {
    return Caller.of(request).person().isPresent() ? "no-store" : FOREVER_PRIVATE;
  }

  /** Tiles and bundles are of all systems of a book. */
  private static void wholeBook(Book book, HttpServletRequest request) throws StoreException {
    Scope scope = Caller.of(request).scope();
    if (!scope.has(book) || !scope.systems().isEmpty()) {
      throw new OutsideScopeException();
    }
  }

  private byte[] read(Book book, TilePath path, HttpServletRequest request) throws IOException {
    try {
      return path.isEntries()
          ? parts.store().tiles(book).bundle(path.index(), path.width())
          : parts.store().tiles(book).tile(path.level(), path.index(), path.width());
    } catch (NoSuchFileException e) {
      throw none(request);
    }
  }

  /** The path asked for, if the newest checkpoint covers it: nothing unsigned is served. */
  private TilePath path(Book book, HttpServletRequest request) {
    String prefix = "/tlog/" + book.id() + "/";
    TilePath path =
        TilePath.parse(request.getRequestURI().substring(prefix.length()))
            .orElseThrow(() -> none(request));
    long size = parts.store().checkpoint(book).map(TlogEndpoint::size).orElse(0L);
    if (TilePath.widthAt(path.level(), path.index(), size) < path.width()) {
      throw none(request);
    }
    return path;
  }

  private static long size(String checkpoint) {
    try {
      byte[] note = checkpoint.getBytes(StandardCharsets.UTF_8);
      return Checkpoint.parse(SignedNote.parse(note).text()).size();
    } catch (MalformedException e) {
      throw new IllegalStateException("the store published a malformed checkpoint", e);
    }
  }

  private static Problem none(HttpServletRequest request) {
    return Problem.notFound(
        "このタイルはありません。 / there is no tile at %1$s, or no checkpoint covers it yet"
            .formatted(request.getRequestURI()));
  }

  private static boolean acceptsGzip(HttpServletRequest request) {
    String header = request.getHeader("Accept-Encoding");
    return header != null && header.toLowerCase(Locale.ROOT).matches(".*\\bgzip\\b(?!;q=0).*");
  }

  private static byte[] gzip(byte[] octets) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(octets.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(octets);
    }
    return packed.toByteArray();
  }
}
