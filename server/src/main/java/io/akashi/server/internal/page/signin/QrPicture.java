package io.akashi.server.internal.page.signin;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as the path of an SVG, a unit for a module.
 *
 * @param size width and height with the quiet zone of four modules (ISO/IEC 18004)
 * @param path its dark modules
 */
public record QrPicture(int size, String path) {
  private static final int QUIET = 4;

  /** Of a text. */
  static QrPicture of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append("M%d,%dh1v1h-1z".formatted(x + QUIET, y + QUIET));
        }
      }
    }
    return new QrPicture(code.size + 2 * QUIET, path.toString());
  }
}
