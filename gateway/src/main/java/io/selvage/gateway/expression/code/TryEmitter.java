package io.selvage.gateway.expression.code;

import java.util.List;

import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.binding.BoundStatement;
import io.selvage.gateway.expression.binding.Variable;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.TypeDefinition;
import org.jspecify.annotations.Nullable;

/**
 * {@code try}, {@code catch}, {@code finally} and {@code throw}. What ends the evaluation
 * (a used-up budget, a body that is too large) passes by all of them.
 */
final class TryEmitter {

	private final Emitter emitter;

	private final StatementEmitter statements;

	TryEmitter(Emitter emitter, StatementEmitter statements) {
		this.emitter = emitter;
		this.statements = statements;
	}

	Action emit(BoundStatement statement) {
		if (statement instanceof BoundStatement.Throw thrown) {
			return thrown(thrown);
		}
		BoundStatement.Try attempt = (BoundStatement.Try) statement;
		Action body = this.statements.emit(attempt.body());
		Action guarded = attempt.catches().isEmpty() ? body : guarded(body, attempt.catches());
		BoundStatement last = attempt.finallyBlock();
		if (last == null) {
			return guarded;
		}
		Action finallyAction = this.statements.emit(last);
		return (host, frame) -> {
			int end;
			try {
				end = guarded.run(host, frame);
			}
			catch (RuntimeException failure) {
				if (Failures.translate(failure) != null) {
					finallyAction.run(host, frame);
				}
				throw failure;
			}
			Object result = frame.result;
			finallyAction.run(host, frame);
			frame.result = result;
			return end;
		};
	}

	private Action thrown(BoundStatement.Throw thrown) {
		Bound value = thrown.value();
		Variable caught = thrown.caught();
		Code code = (value != null) ? this.emitter.emit(value)
				: this.emitter.variables().read(java.util.Objects.requireNonNull(caught));
		return (host, frame) -> {
			throw Emitter.exception(code.get(host, frame));
		};
	}

	private Action guarded(Action body, List<BoundStatement.Catch> clauses) {
		Handler[] handlers = new Handler[clauses.size()];
		for (int i = 0; i < handlers.length; i++) {
			handlers[i] = handler(clauses.get(i));
		}
		return (host, frame) -> {
			try {
				return body.run(host, frame);
			}
			catch (RuntimeException failure) {
				ClrException exception = Failures.translate(failure);
				if (exception == null) {
					throw failure;
				}
				for (Handler handler : handlers) {
					if (handler.takes(host, frame, exception)) {
						return handler.body().run(host, frame);
					}
				}
				throw exception;
			}
		};
	}

	private Handler handler(BoundStatement.Catch clause) {
		VariableEmitter.Store store = this.emitter.variables().make(clause.variable());
		Bound filter = clause.filter();
		Code condition = (filter == null) ? null : this.emitter.emit(filter);
		return new Handler(clause.type(), this.emitter.types(), store, condition, this.statements.emit(clause.body()));
	}

	private record Handler(@Nullable TypeDefinition type, TypeTests tests, VariableEmitter.Store store,
			@Nullable Code filter, Action body) {

		boolean takes(Object host, Frame frame, ClrException exception) {
			if (this.type != null && !this.tests.isException(exception, this.type)) {
				return false;
			}
			this.store.set(frame, exception);
			return this.filter == null || this.filter.getBool(host, frame);
		}

	}

}
