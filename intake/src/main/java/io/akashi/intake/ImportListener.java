package io.akashi.intake;

/** Follows an import. Called by the thread that runs it. */
public interface ImportListener {
  /**
   * Everything up to {@code position} is durable in the log; keep it durably.
   *
   * <p>A crash before it is kept costs nothing when the next run learns from the log the highest
   * {@code record} of this import, see {@link FileImport#run}.
   */
  void durable(ImportPosition position);

  /**
   * The import has come this far.
   *
   * @param bytesDone bytes of the file that were read, as it lies on disk
   * @param bytesTotal size of the file
   * @param records messages handed over, those of earlier runs included
   */
  void progress(long bytesDone, long bytesTotal, long records);
}
