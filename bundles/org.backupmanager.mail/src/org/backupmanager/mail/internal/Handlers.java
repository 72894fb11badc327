package org.backupmanager.mail.internal;

import org.eclipse.angus.mail.handlers.multipart_mixed;
import org.eclipse.angus.mail.handlers.text_html;
import org.eclipse.angus.mail.handlers.text_plain;

import jakarta.activation.CommandInfo;
import jakarta.activation.CommandMap;
import jakarta.activation.DataContentHandler;

/** Who writes the kinds of content that our mails have: named here, not looked for on the class path. */
final class Handlers extends CommandMap {

    @Override
    public DataContentHandler createDataContentHandler(String type) {
        if (type.startsWith("multipart/")) {
            return new multipart_mixed();
        }
        return type.startsWith("text/html") ? new text_html() : new text_plain();
    }

    @Override
    public CommandInfo[] getPreferredCommands(String type) {
        return new CommandInfo[0];
    }

    @Override
    public CommandInfo[] getAllCommands(String type) {
        return new CommandInfo[0];
    }

    @Override
    public CommandInfo getCommand(String type, String name) {
        throw new UnsupportedOperationException("mails are written here, not opened");
    }
}
