package org.backupmanager.engine.internal.hints;

import java.io.IOException;
import java.util.List;

import org.backupmanager.content.Piece;

/** A content that knows parts of itself without reading them. */
public interface SkipsKnown {

    /** The pieces that begin here and are known; they are skipped now. Empty where there is none. */
    List<Piece> skipKnown() throws IOException;
}
