package org.backupmanager.ui.internal;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Palette;
import org.backupmanager.ui.internal.look.Shapes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/** The names of the pages at the left. */
final class Rail {

    private static final int WIDTH = 176;
    private static final int ITEM = 44;

    private final Look look;
    private final Composite bar;
    private final Map<PageName, Canvas> items = new EnumMap<>(PageName.class);
    private PageName chosen = PageName.OVERVIEW;

    Rail(Composite parent, Look look, Consumer<PageName> choose) {
        this.look = look;
        bar = new Composite(parent, SWT.NONE);
        bar.setBackground(look.palette().rail());
        GridLayout layout = Shapes.layout(1, 0);
        layout.marginHeight = Shapes.WIDE_GAP;
        layout.verticalSpacing = 2;
        bar.setLayout(layout);
        GridData place = new GridData(SWT.FILL, SWT.FILL, false, true);
        place.widthHint = WIDTH;
        bar.setLayoutData(place);
        for (PageName page : PageName.values()) {
            items.put(page, item(page, choose));
        }
    }

    private Canvas item(PageName page, Consumer<PageName> choose) {
        Canvas item = new Canvas(bar, SWT.DOUBLE_BUFFERED);
        item.setData(Shapes.ID, "rail." + page.icon());
        item.setBackground(look.palette().rail());
        item.setCursor(item.getDisplay().getSystemCursor(SWT.CURSOR_HAND));
        item.setToolTipText(Messages.bind(Messages.pageTip, page.label(), page.ordinal() + 1));
        GridData place = new GridData(SWT.FILL, SWT.CENTER, true, false);
        place.heightHint = ITEM;
        item.setLayoutData(place);
        item.addListener(SWT.Paint, e -> paint(e, item, page));
        item.addListener(SWT.MouseDown, e -> item.notifyListeners(SWT.Selection, new Event()));
        item.addListener(SWT.KeyDown, e -> press(e, item));
        item.addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_RETURN);
        item.addListener(SWT.FocusIn, e -> item.redraw());
        item.addListener(SWT.FocusOut, e -> item.redraw());
        item.addListener(SWT.Selection, e -> choose.accept(page));
        name(item, page);
        return item;
    }

    private static void press(Event event, Canvas item) {
        if (event.character == ' ' || event.character == SWT.CR) {
            item.notifyListeners(SWT.Selection, new Event());
        }
    }

    private void paint(Event event, Canvas item, PageName page) {
        Palette palette = look.palette();
        Rectangle area = item.getClientArea();
        boolean here = page == chosen;
        event.gc.setBackground(here ? palette.railChosen() : palette.rail());
        event.gc.fillRectangle(area);
        if (here) {
            event.gc.setBackground(palette.railTextChosen());
            event.gc.fillRectangle(0, 0, 4, area.height);
        }
        var color = here ? palette.railTextChosen() : palette.railText();
        Image icon = look.icons().get(page.icon(), 20, color, color);
        event.gc.drawImage(icon, Shapes.MARGIN, (area.height - 20) / 2);
        event.gc.setForeground(color);
        event.gc.setFont(here ? look.bold() : item.getFont());
        int height = event.gc.textExtent(page.label()).y;
        event.gc.drawText(page.label(), Shapes.MARGIN + 20 + Shapes.WIDE_GAP, (area.height - height) / 2, true);
        if (item.isFocusControl()) {
            event.gc.setLineStyle(SWT.LINE_DOT);
            event.gc.drawRectangle(8, 4, area.width - 17, area.height - 9);
        }
    }

    private void name(Canvas item, PageName page) {
        item.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = page.label();
            }
        });
        item.getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_TABITEM;
            }

            @Override
            public void getState(AccessibleControlEvent e) {
                e.detail = ACC.STATE_FOCUSABLE | ACC.STATE_SELECTABLE | (page == chosen ? ACC.STATE_SELECTED : 0);
            }
        });
    }

    /** Marks the page that is shown. */
    void choose(PageName page) {
        chosen = page;
        items.values().forEach(Canvas::redraw);
    }

    void show(boolean visible) {
        Shapes.show(bar, visible);
    }
}
