package dev.holdpoint.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.annotation.Annotation;
import com.networknt.schema.annotation.Annotations;
import com.networknt.schema.path.NodePath;
import dev.holdpoint.broker.ShuttingDownException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one check may take: steps, depth, and time. A step is a look at a value of the schema or the response ({@link
 * MeteredNodes}), a keyword that is entered, or whatever takes as long; what stays in memory is charged as more of them. A
 * check that was ended stays so, whatever becomes of the exception on its way. Not thread-safe.
 */
final class Meter extends ExecutionContext {

    /** The check that the current thread is in. */
    static final ScopedValue<Meter> CURRENT = ScopedValue.newInstance();

    private static final int STEPS_PER_LOOK = 1_000;
    private static final int STEPS_PER_ERROR = 25;
    private static final int STEPS_PER_ANNOTATION = 10;
    private static final int STEPS_PER_NAME = 5;

    private final Budget budget;
    private final Deadline deadline;
    private final Found found = new Found();
    private @Nullable Annotations annotations;
    private long steps;
    private long nextLook = STEPS_PER_LOOK;
    private int depth;
    private @Nullable RuntimeException end;

    /** How much a check may take. */
    record Budget(long steps, int depth) {}

    /** The check takes more than it may. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("the check takes more than it may", null, false, false);
        }
    }

    Meter(Budget budget, Deadline deadline, ExecutionConfig config) {
        super(config);
        this.budget = budget;
        this.deadline = deadline;
        setErrors(found);
    }

    /** Charges the check that the current thread is in, if it is in one. */
    static void charge(long more) {
        if (CURRENT.isBound()) {
            CURRENT.get().spend(more);
        }
    }

    void spend(long more) {
        steps += more;
        if (end != null) {
            throw end;
        }
        if (steps > budget.steps()) {
            throw end(new Exhausted());
        }
        if (steps >= nextLook) {
            nextLook = steps + STEPS_PER_LOOK;
            look();
        }
    }

    long spent() {
        return steps;
    }

    /** Why the check was ended: {@link Exhausted} or {@link ShuttingDownException}; null where it was not. */
    @Nullable RuntimeException end() {
        return end;
    }

    /** What is wrong with the value for certain. */
    Found found() {
        return found;
    }

    /** Errors of an alternative are only counted on: that there is one, and a hundred of them to tell. */
    @Override
    public void addError(Error error) {
        spend(STEPS_PER_ERROR);
        List<Error> errors = getErrors();
        if (errors instanceof Found || errors.size() < Found.MAX) {
            errors.add(error);
        }
    }

    @Override
    public Annotations getAnnotations() {
        if (annotations == null) {
            annotations = new ChargedAnnotations();
        }
        return annotations;
    }

    @Override
    public void evaluationPathAddLast(String token) {
        enter();
        super.evaluationPathAddLast(token);
    }

    @Override
    public void evaluationPathAddLast(int index) {
        enter();
        super.evaluationPathAddLast(index);
    }

    @Override
    public void evaluationPathRemoveLast() {
        depth--;
        super.evaluationPathRemoveLast();
    }

    private void enter() {
        spend(1);
        if (++depth > budget.depth()) {
            throw end(new Exhausted());
        }
    }

    /** A stop lets running checks go. */
    private void look() {
        if (Thread.currentThread().isInterrupted()) {
            throw end(new ShuttingDownException(Optional.empty()));
        }
        if (deadline.isOver()) {
            throw end(new Exhausted());
        }
    }

    private RuntimeException end(RuntimeException reason) {
        end = reason;
        return reason;
    }

    /** Errors, told up to {@value #MAX}, counted beyond. */
    static final class Found extends ArrayList<Error> {
        private static final long serialVersionUID = 1L;

        static final int MAX = 100;

        private int more;

        @Override
        public boolean add(Error error) {
            if (size() < MAX) {
                return super.add(error);
            }
            more++;
            return true;
        }

        @Override
        public boolean addAll(Collection<? extends Error> errors) {
            errors.forEach(this::add);
            return true;
        }

        int more() {
            return more;
        }
    }

    /** What keywords note for {@code unevaluated…}: kept, and gone through again for each of these. */
    private final class ChargedAnnotations extends Annotations {

        private final Map<NodePath, List<Annotation>> values = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public @Nullable List<Annotation> get(@Nullable Object place) {
                List<Annotation> there = super.get(place);
                if (there != null) {
                    spend(there.size());
                }
                return there;
            }

            @Override
            public List<Annotation> getOrDefault(@Nullable Object place, List<Annotation> none) {
                List<Annotation> there = get(place);
                return there == null ? none : there;
            }
        };

        @Override
        public Map<NodePath, List<Annotation>> asMap() {
            return values;
        }

        @Override
        public void put(Annotation annotation) {
            Object value = annotation.getValue();
            spend(STEPS_PER_ANNOTATION + (value instanceof Collection<?> names ? STEPS_PER_NAME * names.size() : 0));
            values.computeIfAbsent(annotation.getInstanceLocation(), _ -> new ArrayList<>())
                    .add(annotation);
        }
    }
}
