package io.akashi.server.internal.page;

import io.akashi.server.internal.page.authority.AuthorityPage;
import io.akashi.server.internal.page.entry.AroundPage;
import io.akashi.server.internal.page.entry.EntryPage;
import io.akashi.server.internal.page.exports.ExportConfiguration;
import io.akashi.server.internal.page.exports.ExportPage;
import io.akashi.server.internal.page.frame.AssetsEndpoint;
import io.akashi.server.internal.page.frame.DisplayPage;
import io.akashi.server.internal.page.frame.FrameConfiguration;
import io.akashi.server.internal.page.frame.TooLongPage;
import io.akashi.server.internal.page.help.HelpPage;
import io.akashi.server.internal.page.home.HomePage;
import io.akashi.server.internal.page.inspection.InspectionPage;
import io.akashi.server.internal.page.integrity.IntegrityPage;
import io.akashi.server.internal.page.oidc.ProviderPage;
import io.akashi.server.internal.page.passkey.PasskeyPage;
import io.akashi.server.internal.page.review.ReviewPage;
import io.akashi.server.internal.page.review.UnpickedPage;
import io.akashi.server.internal.page.search.SavedSearchPage;
import io.akashi.server.internal.page.search.SearchConfiguration;
import io.akashi.server.internal.page.search.SearchPage;
import io.akashi.server.internal.page.search.SearchParts;
import io.akashi.server.internal.page.settings.AccountsPage;
import io.akashi.server.internal.page.settings.SettingsPage;
import io.akashi.server.internal.page.signin.AccountPage;
import io.akashi.server.internal.page.signin.FirstPage;
import io.akashi.server.internal.page.signin.ResetPage;
import io.akashi.server.internal.page.signin.SignInPage;
import io.akashi.server.internal.page.sources.SourcesPage;
import io.akashi.server.internal.page.timeline.TimelinePage;
import io.akashi.server.internal.watch.WatchConfiguration;
import java.util.List;

/** All pages, and what surrounds them. */
public final class Pages {
  public static final List<Class<?>> ALL =
      List.of(
          FrameConfiguration.class,
          AssetsEndpoint.class,
          DisplayPage.class,
          TooLongPage.class,
          SignInPage.class,
          FirstPage.class,
          ResetPage.class,
          AccountPage.class,
          SettingsPage.class,
          AccountsPage.class,
          WatchConfiguration.class,
          HomePage.class,
          SourcesPage.class,
          IntegrityPage.class,
          ReviewPage.class,
          UnpickedPage.class,
          InspectionPage.class,
          SearchConfiguration.class,
          SearchPage.class,
          SearchParts.class,
          SavedSearchPage.class,
          EntryPage.class,
          AroundPage.class,
          TimelinePage.class,
          ExportConfiguration.class,
          ExportPage.class,
          HelpPage.class,
          AuthorityPage.class,
          ProviderPage.class,
          PasskeyPage.class);

  private Pages() {}
}
