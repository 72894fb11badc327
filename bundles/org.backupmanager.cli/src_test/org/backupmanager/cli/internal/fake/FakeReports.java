package org.backupmanager.cli.internal.fake;

import org.backupmanager.model.Code;
import org.backupmanager.report.Reports;
import org.backupmanager.session.BackupException;

/** Reports of few words. */
public final class FakeReports implements Reports {

    private String password = "";
    private boolean publishes;

    @Override
    public String status() {
        return "<Statistics>\n</Statistics>\n";
    }

    @Override
    public String sessions() {
        return "<SessionStatistics>\n</SessionStatistics>\n";
    }

    @Override
    public String metrics() {
        return "# EOF\n";
    }

    @Override
    public void publish() {
        publishes = true;
    }

    /** Whether this process is to send and answer what is due. */
    public boolean publishes() {
        return publishes;
    }

    @Override
    public void sendTestMail() throws BackupException {
        if (password.isEmpty()) {
            throw new BackupException(Code.MAIL_FAILED, "mail.example.org:587", "it refuses the user");
        }
    }

    @Override
    public void keepMailPassword(String given) {
        password = given;
    }

    /** What is kept. */
    public String password() {
        return password;
    }

    @Override
    public boolean hasMailPassword() {
        return !password.isEmpty();
    }
}
