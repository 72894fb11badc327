package org.backupmanager.itest.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.PlatformUI;

/** Works the window as a person does: finds visible widgets by their ids, clicks, types, and waits for what appears. */
final class Window {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONGEST_FRAME_MILLIS = 5_000;

    private final Display display = PlatformUI.getWorkbench().getDisplay();
    private final Path screenshots;

    Window(Path screenshots) throws IOException {
        this.screenshots = Files.createDirectories(screenshots);
    }

    /** Does something in the window's thread. */
    <T> T ui(Callable<T> work) {
        AtomicReference<Optional<T>> result = new AtomicReference<>(Optional.empty());
        AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
        display.syncExec(() -> {
            try {
                result.set(Optional.ofNullable(work.call()));
            } catch (Exception | Error e) {
                failure.set(Optional.of(e));
            }
        });
        failure.get().ifPresent(e -> {
            throw new AssertionError(e);
        });
        return result.get().orElseThrow(() -> new AssertionError("nothing was found"));
    }

    /** Waits until something holds in the window's thread. */
    void await(String what, Callable<Boolean> condition) {
        CountDownLatch tick = new CountDownLatch(1);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ui(condition)) {
            if (System.nanoTime() > end) {
                shoot("timed-out");
                throw new AssertionError("waited in vain until " + what);
            }
            try {
                tick.await(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The dialog that is open, the foremost of several, or the window. */
    private Shell shell() {
        Shell front = PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell();
        for (Optional<Shell> next = dialog(front); next.isPresent(); next = dialog(front)) {
            front = next.get();
        }
        return front;
    }

    private static Optional<Shell> dialog(Shell of) {
        return Arrays.stream(of.getShells()).filter(Shell::isVisible).reduce((_, last) -> last);
    }

    private Optional<Control> find(Control from, String id) {
        if (id.equals(from.getData("bm.widget")) && from.isVisible()) {
            return Optional.of(from);
        }
        if (from instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                Optional<Control> found = find(child, id);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a widget can be seen. */
    boolean sees(String id) {
        return ui(() -> find(shell(), id).isPresent());
    }

    /** A widget that can be seen, as soon as it can. */
    <T extends Control> T widget(String id, Class<T> type) {
        AtomicReference<T> found = new AtomicReference<>();
        await("there is " + id, id, type, control -> {
            found.set(control);
            return true;
        });
        return found.get();
    }

    /** Waits until something holds for a widget that can be seen; pages may be made anew meanwhile. */
    <T extends Control> void await(String what, String id, Class<T> type, Predicate<T> condition) {
        await(what, () -> find(shell(), id).map(type::cast).filter(condition).isPresent());
    }

    /** Presses a button, or whatever stands for one, as soon as it can be pressed. */
    void press(String id) {
        await(id + " can be pressed", id, Control.class, control -> {
            if (!control.isEnabled()) {
                return false;
            }
            if (control instanceof Button button && (button.getStyle() & (SWT.CHECK | SWT.RADIO)) != 0) {
                for (Control other : button.getParent().getChildren()) {
                    if (other instanceof Button radio && (button.getStyle() & radio.getStyle() & SWT.RADIO) != 0) {
                        radio.setSelection(false);
                    }
                }
                button.setSelection(true);
            }
            control.notifyListeners(SWT.Selection, new Event());
            return true;
        });
    }

    /** Presses a button that opens a dialog, and does not wait until that is closed. */
    void pressForDialog(String id) {
        AtomicReference<Control> button = new AtomicReference<>();
        await(id + " can be pressed", id, Control.class, control -> {
            button.set(control);
            return control.isEnabled();
        });
        display.asyncExec(() -> button.get().notifyListeners(SWT.Selection, new Event()));
    }

    /** Types into a field as soon as it takes that. */
    void type(String id, String text) {
        await(id + " can be typed into", id, Text.class, field -> {
            if (field.isEnabled()) {
                field.setText(text);
            }
            return field.isEnabled();
        });
    }

    String label(String id) {
        Label label = widget(id, Label.class);
        return ui(label::getText);
    }

    boolean enabled(String id) {
        Control control = widget(id, Control.class);
        return ui(control::isEnabled);
    }

    /** Ticks a path in a tree, opening what is above it. */
    void tick(String id, Path path) {
        Tree tree = widget(id, Tree.class);
        TreeItem[] at = new TreeItem[1];
        for (Path name : path) {
            await("the tree shows " + name + " of " + path, () -> {
                Optional<TreeItem> found = at[0] == null ? child(tree.getItems(), name) : child(at[0].getItems(), name);
                found.ifPresent(item -> at[0] = item);
                return found.isPresent();
            });
            if (!name.equals(path.getFileName())) {
                ui(() -> expand(tree, at[0]));
            }
        }
        ui(() -> {
            at[0].setChecked(true);
            Event event = event(at[0]);
            event.detail = SWT.CHECK;
            tree.notifyListeners(SWT.Selection, event);
            tree.showItem(at[0]);
            return true;
        });
    }

    private static Optional<TreeItem> child(TreeItem[] items, Path name) {
        for (TreeItem item : items) {
            if (item.getText().equals(name.toString())) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private static boolean expand(Tree tree, TreeItem item) {
        item.setExpanded(true);
        tree.notifyListeners(SWT.Expand, event(item));
        return true;
    }

    private static Event event(TreeItem item) {
        Event event = new Event();
        event.item = item;
        return event;
    }

    /** Keeps a picture of the window. */
    void shoot(String name) {
        ui(() -> {
            Shell shell = shell();
            if (shell.getParent() == null) {
                shell.setSize(1280, 800);
            }
            awaitDrawn(shell);
            Image image = new Image(display, shell.getClientArea().width, shell.getClientArea().height);
            GC gc = new GC(shell);
            gc.copyArea(image, 0, 0);
            gc.dispose();
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] { image.getImageData() };
            loader.save(screenshots.resolve(name + ".png").toString(), SWT.IMAGE_PNG);
            image.dispose();
            return true;
        });
    }

    /** Waits until the window has drawn itself, for a while: what changed is drawn with the next frame, not at once. */
    private void awaitDrawn(Shell shell) {
        var drawn = new AtomicBoolean();
        Listener listener = e -> drawn.set(true);
        shell.addListener(SWT.Paint, listener);
        shell.redraw(0, 0, shell.getSize().x, shell.getSize().y, true);
        display.timerExec(LONGEST_FRAME_MILLIS, () -> drawn.set(true));
        while (!drawn.get()) {
            if (!display.readAndDispatch()) {
                display.sleep();
            }
        }
        shell.removeListener(SWT.Paint, listener);
        while (display.readAndDispatch()) {
            // what drawing has left to do
        }
    }
}
