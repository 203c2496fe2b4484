package io.akashi.server.internal.page.search;

import io.akashi.server.internal.page.events.OpenViews;
import io.akashi.server.internal.page.events.VisiblePages;
import io.akashi.server.internal.web.WebParts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the pages that show events keep between requests. */
@Configuration(proxyBeanMethods = false)
public class SearchConfiguration {
  /** Views that are open in browsers. */
  @Bean
  static OpenViews openViews(WebParts parts) {
    return new OpenViews(parts.store(), parts.clock());
  }

  /** What others wrote is shown and does nothing, on all pages. */
  @Bean
  static VisiblePages visiblePages() {
    return new VisiblePages();
  }

  /** Searches with a name. */
  @Bean
  static SavedSearches savedSearches(WebParts parts) {
    return new SavedSearches(parts.store().data());
  }
}
