package org.backupmanager.ui.internal.look;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;

/** Asks before something goes. The last answer changes nothing; Enter gives it. */
public final class Question extends MessageDialog {

    private final String id;

    private Question(Shell parent, String id, String title, String text, int kind, String... answers) {
        super(parent, title, null, text, kind, answers.length - 1, answers);
        this.id = id;
    }

    /**
     * Asks whether to do something.
     *
     * @param id of the question; that of an answer is {@code id.0}, {@code id.1} and so on
     * @param yes names what is done
     * @param no names what stays
     */
    public static boolean ask(Shell parent, String id, String title, String text, String yes, String no) {
        return new Question(parent, id, title, text, QUESTION, yes, no).open() == 0;
    }

    /**
     * Asks what to do of something that nothing brings back.
     *
     * @param id as for {@link #ask}
     * @return number of the answer, from 0; another number where there was none
     */
    public static int warn(Shell parent, String id, String title, String text, String... answers) {
        return new Question(parent, id, title, text, WARNING, answers).open();
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        super.createButtonsForButtonBar(parent);
        for (int i = 0; i < getButtonLabels().length; i++) {
            getButton(i).setData(Shapes.ID, id + "." + i);
        }
    }
}
