package io.akashi.server.internal.page.frame;

import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves styles and scripts. */
@RestController
public class AssetsEndpoint {
  private final Assets assets;

  AssetsEndpoint(Assets assets) {
    this.assets = assets;
  }

  /** One file; its address changes with its content. */
  @Open
  @GetMapping("/assets/{*name}")
  public void asset(
      @PathVariable String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Assets.Asset asset =
        assets
            .find(name.substring(1))
            .orElseThrow(() -> Problem.notFound("そのファイルはありません。 / there is no such file"));
    response.setContentType(asset.type());
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Vary", "Accept-Encoding");
    String accepted = request.getHeader("Accept-Encoding");
    boolean zipped = accepted != null && accepted.contains("gzip");
    if (zipped) {
      response.setHeader("Content-Encoding", "gzip");
    }
    byte[] body = zipped ? asset.gzip() : asset.octets();
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
