package org.backupmanager.itest.ui.demo;

import org.backupmanager.report.Reports;

/** Reports that nobody reads. */
final class DemoReports implements Reports {

    @Override
    public String status() {
        return "";
    }

    @Override
    public String sessions() {
        return "";
    }

    @Override
    public String metrics() {
        return "# EOF\n";
    }

    @Override
    public void publish() {
        // nothing is due here
    }

    @Override
    public void sendTestMail() {
        // nobody is there to get it
    }

    @Override
    public void keepMailPassword(String password) {
        // nobody asks for it
    }

    @Override
    public boolean hasMailPassword() {
        return true;
    }
}
