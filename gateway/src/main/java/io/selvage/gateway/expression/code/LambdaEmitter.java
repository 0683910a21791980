package io.selvage.gateway.expression.code;

import java.util.List;

import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.binding.BoundStatement;
import io.selvage.gateway.expression.binding.Variable;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.TypeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * Makes delegates. A delegate takes the cells of the variables it captures when it is
 * made; every call has a frame of its own.
 */
final class LambdaEmitter {

	private final Emitter outer;

	private final TypeLibrary library;

	LambdaEmitter(Emitter outer, TypeLibrary library) {
		this.outer = outer;
		this.library = library;
	}

	Code lambda(Bound.Lambda lambda) {
		Bound.Function function = lambda.function();
		Layout layout = new Layout();
		List<Variable> captures = function.scope().captures();
		int[] from = new int[captures.size()];
		for (int i = 0; i < from.length; i++) {
			from[i] = this.outer.layout().place(captures.get(i));
			layout.place(captures.get(i));
		}
		this.outer.layout().requireFrame();
		Emitter inner = new Emitter(this.library, layout);
		layout.enterRepeated();
		VariableEmitter.Store[] parameters = new VariableEmitter.Store[function.parameters().size()];
		for (int i = 0; i < parameters.length; i++) {
			parameters[i] = inner.variables().make(function.parameters().get(i));
		}
		Code body = body(inner, function);
		return (host, frame) -> {
			Object[] cells = new Object[from.length];
			for (int i = 0; i < cells.length; i++) {
				if (frame.objects[from[i]] == null) {
					frame.objects[from[i]] = new Cell();
				}
				cells[i] = frame.objects[from[i]];
			}
			return new Closure(layout, cells, parameters, body, host, frame.budget);
		};
	}

	static Code body(Emitter emitter, Bound.Function function) {
		BoundStatement block = function.block();
		if (block == null) {
			return emitter.emit(java.util.Objects.requireNonNull(function.body()));
		}
		Action action = emitter.statements().emit(block);
		return (host, frame) -> {
			action.run(host, frame);
			return frame.result;
		};
	}

	private record Closure(Layout layout, @Nullable Object[] cells, VariableEmitter.Store[] parameters, Code body,
			Object host, Budget budget) implements Delegate {

		@Override
		public @Nullable Object invoke(@Nullable Object... arguments) {
			this.budget.step(1);
			this.budget.enter();
			Frame frame = new Frame(this.layout.objects(), this.layout.bits(), this.budget);
			System.arraycopy(this.cells, 0, frame.objects, 0, this.cells.length);
			for (int i = 0; i < this.parameters.length; i++) {
				this.parameters[i].set(frame, arguments[i]);
			}
			try {
				return this.body.get(this.host, frame);
			}
			finally {
				this.budget.leave();
			}
		}

	}

}
