package io.akashi.server.internal.page;

import io.akashi.server.internal.page.authority.AuthorityPage;
import io.akashi.server.internal.page.entry.EntryPage;
import io.akashi.server.internal.page.frame.AssetsEndpoint;
import io.akashi.server.internal.page.frame.DisplayPage;
import io.akashi.server.internal.page.frame.FrameConfiguration;
import io.akashi.server.internal.page.help.HelpPage;
import io.akashi.server.internal.page.inspection.InspectionPage;
import io.akashi.server.internal.page.settings.AccountsPage;
import io.akashi.server.internal.page.settings.SettingsPage;
import io.akashi.server.internal.page.signin.AccountPage;
import io.akashi.server.internal.page.signin.FirstPage;
import io.akashi.server.internal.page.signin.ResetPage;
import io.akashi.server.internal.page.signin.SignInPage;
import java.util.List;

/** All pages, and what surrounds them. */
public final class Pages {
  public static final List<Class<?>> ALL =
      List.of(
          FrameConfiguration.class,
          AssetsEndpoint.class,
          DisplayPage.class,
          SignInPage.class,
          FirstPage.class,
          ResetPage.class,
          AccountPage.class,
          SettingsPage.class,
          AccountsPage.class,
          InspectionPage.class,
          EntryPage.class,
          HelpPage.class,
          AuthorityPage.class);

  private Pages() {}
}
