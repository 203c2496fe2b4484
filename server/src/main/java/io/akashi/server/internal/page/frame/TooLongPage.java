package io.akashi.server.internal.page.frame;

import io.akashi.server.internal.signin.WholeForms;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What somebody at a browser sees whose form was too long to be read. */
@Page
@Controller
public class TooLongPage {
  /** Says so; the page leads back to where the form stands. */
  @Open
  @GetMapping(WholeForms.TOO_LONG)
  public void tooLong() {
    throw new Problem(
        413,
        "入力が長すぎるため、送れませんでした（全部で 64 KB、日本語でおよそ 7,000 字まで）。ブラウザの「戻る」で入力した画面に戻ると、入力はそのまま残っています。短くするか、分けて送り直してください。"
            + " / What you typed is too long to be sent (64 KB in all). The Back button of the"
            + " browser leads to the form as you filled it: shorten it, or send it in parts.");
  }
}
