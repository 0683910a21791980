package io.selvage.gateway.expression.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.binding.BoundStatement;
import io.selvage.gateway.expression.types.Sequences;

/**
 * Makes closures of statements.
 */
final class StatementEmitter {

	private static final Action NOTHING = (host, frame) -> Action.NORMAL;

	private final Emitter emitter;

	private final TryEmitter attempts;

	StatementEmitter(Emitter emitter) {
		this.emitter = emitter;
		this.attempts = new TryEmitter(emitter, this);
	}

	Action emit(BoundStatement statement) {
		this.emitter.layout().requireFrame();
		if (statement instanceof BoundStatement.Block block) {
			return block(block.statements());
		}
		if (statement instanceof BoundStatement.Declare declare) {
			Bound value = declare.value();
			return effect(this.emitter.variables()
				.declare(declare.variable(), (value == null) ? null : this.emitter.emit(value)));
		}
		if (statement instanceof BoundStatement.Effect effect) {
			return effect(this.emitter.emit(effect.expression()));
		}
		if (statement instanceof BoundStatement.If branch) {
			return branch(branch);
		}
		if (statement instanceof BoundStatement.Return returned) {
			return returned(returned);
		}
		if (statement instanceof BoundStatement.Loop loop) {
			return loop(loop);
		}
		if (statement instanceof BoundStatement.ForEach loop) {
			return forEach(loop);
		}
		if (statement instanceof BoundStatement.Switch choice) {
			return choice(choice);
		}
		if (statement instanceof BoundStatement.Break) {
			return (host, frame) -> Action.BREAK;
		}
		if (statement instanceof BoundStatement.Continue) {
			return (host, frame) -> Action.CONTINUE;
		}
		return this.attempts.emit(statement);
	}

	private static Action effect(Code code) {
		return (host, frame) -> {
			code.get(host, frame);
			return Action.NORMAL;
		};
	}

	private Action block(List<BoundStatement> statements) {
		Action[] actions = new Action[statements.size()];
		for (int i = 0; i < actions.length; i++) {
			actions[i] = emit(statements.get(i));
		}
		if (actions.length <= 1) {
			return (actions.length == 0) ? NOTHING : actions[0];
		}
		return (host, frame) -> {
			for (Action action : actions) {
				int end = action.run(host, frame);
				if (end != Action.NORMAL) {
					return end;
				}
			}
			return Action.NORMAL;
		};
	}

	private Action branch(BoundStatement.If branch) {
		Code condition = this.emitter.emit(branch.condition());
		Action then = emit(branch.then());
		BoundStatement other = branch.otherwise();
		Action otherwise = (other == null) ? NOTHING : emit(other);
		return (host, frame) -> condition.getBool(host, frame) ? then.run(host, frame) : otherwise.run(host, frame);
	}

	private Action returned(BoundStatement.Return returned) {
		Bound value = returned.value();
		if (value == null) {
			return (host, frame) -> Action.RETURN;
		}
		Code code = this.emitter.emit(value);
		return (host, frame) -> {
			frame.result = code.get(host, frame);
			return Action.RETURN;
		};
	}

	private Action loop(BoundStatement.Loop loop) {
		this.emitter.layout().enterRepeated();
		Bound bound = loop.condition();
		Code condition = (bound == null) ? (Code.Bool) (host, frame) -> true : this.emitter.emit(bound);
		Action body = emit(loop.body());
		Code[] steps = this.emitter.emitAll(loop.steps());
		this.emitter.layout().leaveRepeated();
		boolean conditionLast = loop.conditionLast();
		return (host, frame) -> {
			boolean first = conditionLast;
			while (first || condition.getBool(host, frame)) {
				first = false;
				frame.budget.step(1);
				int end = body.run(host, frame);
				if (end == Action.BREAK) {
					break;
				}
				if (end == Action.RETURN) {
					return end;
				}
				for (Code step : steps) {
					step.get(host, frame);
				}
			}
			return Action.NORMAL;
		};
	}

	private Action forEach(BoundStatement.ForEach loop) {
		Code source = ConversionEmitter.enumerate(this.emitter.emit(loop.source()), loop.source().type());
		VariableEmitter.Store element = this.emitter.variables().store(loop.element());
		this.emitter.layout().enterRepeated();
		Code declare = this.emitter.variables().declare(loop.variable(), this.emitter.emit(loop.conversion()));
		Action body = emit(loop.body());
		this.emitter.layout().leaveRepeated();
		return (host, frame) -> {
			Object values = Code.required(source.get(host, frame));
			int size = size(values);
			for (Object value : Sequences.of(values)) {
				frame.budget.step(1);
				element.set(frame, value);
				declare.get(host, frame);
				int end = body.run(host, frame);
				if (end == Action.BREAK) {
					break;
				}
				if (end == Action.RETURN) {
					return end;
				}
			}
			if (size(values) != size) {
				throw Failures.modified();
			}
			return Action.NORMAL;
		};
	}

	/** Java's iterators do not always notice a change before their last element. */
	private static int size(Object values) {
		if (values instanceof ArrayList<?> list) {
			return list.size();
		}
		return (values instanceof LinkedHashMap<?, ?> map) ? map.size() : -1;
	}

	private Action choice(BoundStatement.Switch choice) {
		Code declare = this.emitter.variables().declare(choice.subject(), this.emitter.emit(choice.value()));
		int count = choice.bodies().size();
		Code[][] tests = new Code[count][];
		Action[] bodies = new Action[count];
		for (int i = 0; i < count; i++) {
			tests[i] = this.emitter.emitAll(choice.tests().get(i));
			bodies[i] = emit(choice.bodies().get(i));
		}
		int defaultSection = choice.defaultSection();
		return (host, frame) -> {
			declare.get(host, frame);
			int chosen = choose(tests, host, frame);
			chosen = (chosen < 0) ? defaultSection : chosen;
			int end = (chosen < 0) ? Action.NORMAL : bodies[chosen].run(host, frame);
			return (end == Action.BREAK) ? Action.NORMAL : end;
		};
	}

	private static int choose(Code[][] tests, Object host, Frame frame) {
		for (int i = 0; i < tests.length; i++) {
			for (Code test : tests[i]) {
				if (test.getBool(host, frame)) {
					return i;
				}
			}
		}
		return -1;
	}

}
