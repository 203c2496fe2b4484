package io.akashi.server.internal.page.events;

import java.util.Set;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Every text of every page goes through {@link VisibleText}: whatever people typed or systems sent,
 * nothing in it turns what stands beside it around. What a form holds stays as it was typed.
 */
public final class VisiblePages implements IPostProcessorDialect {
  /** Behind the processors of Thymeleaf, which write the texts. */
  private static final int LAST = 10_000;

  @Override
  public String getName() {
    return "visible";
  }

  @Override
  public int getDialectPostProcessorPrecedence() {
    return LAST;
  }

  @Override
  public Set<IPostProcessor> getPostProcessors() {
    return Set.of(new PostProcessor(TemplateMode.HTML, Texts.class, LAST));
  }

  /** The texts of one page. Thymeleaf makes one for each. */
  public static final class Texts extends AbstractTemplateHandler {
    private boolean typed;

    @Override
    public void handleOpenElement(IOpenElementTag tag) {
      typed |= isTyped(tag.getElementCompleteName());
      super.handleOpenElement(tag);
    }

    @Override
    public void handleCloseElement(ICloseElementTag tag) {
      typed &= !isTyped(tag.getElementCompleteName());
      super.handleCloseElement(tag);
    }

    private static boolean isTyped(String element) {
      return element.equals("textarea");
    }

    @Override
    public void handleText(IText text) {
      String written = text.getText();
      String shown = typed ? written : VisibleText.whole(written);
      super.handleText(
          shown.equals(written) ? text : getContext().getModelFactory().createText(shown));
    }
  }
}
