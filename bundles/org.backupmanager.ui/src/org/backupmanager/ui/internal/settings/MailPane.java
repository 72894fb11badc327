package org.backupmanager.ui.internal.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.backupmanager.session.Device;
import org.backupmanager.ui.internal.look.Field;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Who gets reports by mail, when, and through which server; and whether they arrive. */
final class MailPane {

    private static final int WIDTH = 880;
    /** In the order in which a person thinks of them: who, when, how. */
    private static final List<String> SETTINGS = List.of("MailAddress", "MailSender", "MailAfterSession",
            "MailSendPeriodicity", "RestoreMailAddress", "RestoreMailAfterSession", "MailServer",
            "RestoreMailSendPeriodicity", "MailSecurity", "MailPort", "MailUser");

    private final Desk desk;
    private final Composite pane;

    /** What the device has. */
    private record Known(List<SettingField.Known> settings, boolean password) {
    }

    /** @param problem told where settings cannot be read */
    MailPane(Composite parent, Desk desk, Consumer<String> problem) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        pane = shapes.grid(parent, 1);
        Composite card = shapes.card(pane, 1);
        GridData place = new GridData(SWT.LEFT, SWT.TOP, false, false);
        place.widthHint = WIDTH;
        card.setLayoutData(place);
        shapes.paragraph(card, Messages.mailIntro, 1, WIDTH - 2 * Shapes.MARGIN);
        Composite fields = shapes.grid(card, 2);
        ((GridLayout) fields.getLayout()).horizontalSpacing = 32;
        fields.setLayoutData(Shapes.fillRow());
        desk.background().run(card, Messages.mail, monitor -> read(desk.device()), known -> {
            var words = new SettingWords();
            known.settings().forEach(setting -> new SettingField(fields, desk, words, setting));
            password(fields, known.password());
            pane.layout(true, true);
        }, why -> problem.accept(why.getMessage()));
        test(card);
    }

    private static Known read(Device device) {
        Map<String, String> settings = device.settings();
        List<SettingField.Known> known = new ArrayList<>();
        for (String name : SETTINGS) {
            known.add(new SettingField.Known(name, settings.getOrDefault(name, ""), device.explain(name)));
        }
        return new Known(known, device.reporting().hasMailPassword());
    }

    private void password(Composite fields, boolean kept) {
        var field = new Field(fields, desk.look(), "mail.password", Messages.mailPassword, SWT.PASSWORD);
        field.hint(kept ? Messages.mailPasswordKept : Messages.mailPasswordNone);
        GridData width = new GridData(SWT.LEFT, SWT.CENTER, false, false);
        width.widthHint = 200;
        field.text().setLayoutData(width);
        Button keep = desk.shapes().button(field.besides(1), "mail.password.keep", Messages.mailPasswordKeep,
                () -> keep(field));
        Shapes.enable(keep, false);
        field.text().addListener(SWT.Modify, e -> Shapes.enable(keep, !field.value().isEmpty()));
    }

    private void keep(Field field) {
        String password = field.value();
        desk.background().run(field.text(), Messages.mail, monitor -> {
            desk.device().reporting().keepMailPassword(password);
            return password.length();
        }, done -> {
            field.text().setText("");
            field.hint(Messages.mailPasswordKept, Mark.OK);
        }, failed -> field.hint(failed.getMessage(), Mark.ERROR));
    }

    private void test(Composite card) {
        Shapes shapes = desk.shapes();
        Composite row = shapes.grid(card, 2);
        row.setLayoutData(Shapes.fillRow());
        Label result = shapes.paragraph(row, " ", 1, WIDTH - 2 * Shapes.MARGIN - 200);
        Button send = shapes.mainButton(row, "mail.test", Messages.mailTest, () -> send(result));
        send.moveAbove(result);
        result.setData(Shapes.ID, "mail.test.result");
    }

    private void send(Label result) {
        say(result, Messages.mailSending, Mark.IDLE);
        desk.background().run(result, Messages.mailTest, monitor -> {
            desk.device().reporting().sendTestMail();
            Map<String, String> settings = desk.device().settings();
            return Stream.of("MailAddress", "RestoreMailAddress").map(name -> settings.getOrDefault(name, ""))
                    .filter(address -> !address.isBlank()).collect(Collectors.joining(", "));
        }, to -> say(result, Messages.bind(Messages.mailSent, to), Mark.OK),
                failed -> say(result, failed.getMessage(), Mark.ERROR));
    }

    private void say(Label result, String text, Mark mark) {
        result.setText(Shapes.escape(text));
        result.setForeground(mark == Mark.IDLE ? desk.look().palette().secondary()
                : mark.color(desk.look().palette()));
        pane.layout(true, true);
    }

    Composite control() {
        return pane;
    }
}
