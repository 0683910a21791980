package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.syntax.Stmt;
import io.selvage.gateway.expression.syntax.TypeSyntax;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.TypeDefinition;
import io.selvage.gateway.expression.types.TypeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * Binds lambdas, local functions and method groups for the delegate types they are to
 * become.
 */
final class LambdaBinder implements FunctionBinder {

	private final Binder binder;

	private final TypeLibrary library;

	LambdaBinder(Binder binder, TypeLibrary library) {
		this.binder = binder;
		this.library = library;
	}

	@Override
	public @Nullable Bound toDelegate(Bound.UnboundLambda lambda, NamedType delegate) {
		Object bound = function(lambda, DelegateTypes.parameterTypes(delegate), DelegateTypes.returnType(delegate));
		return (bound instanceof Bound.Function function) ? new Bound.Lambda(function, delegate) : null;
	}

	@Override
	public @Nullable ClrType returnType(Bound.UnboundLambda lambda, List<ClrType> parameterTypes) {
		return (function(lambda, parameterTypes, null) instanceof Bound.Function function) ? function.returnType()
				: null;
	}

	/** The error that kept a lambda from being bound, for the one that was tried last. */
	@Nullable BindException lastError(Bound.UnboundLambda lambda) {
		return (lambda.site().binding(LAST) instanceof BindException error) ? error : null;
	}

	private static final LambdaSite.Signature LAST = new LambdaSite.Signature(List.of(PseudoType.LAMBDA),
			PseudoType.LAMBDA);

	/** Why a lambda does not become a given type. */
	BindException explain(Bound.UnboundLambda lambda, ClrType target, int position) {
		if (!(target instanceof NamedType delegate) || !CoreTypes.isDelegate(delegate)) {
			return new BindException("CS1660", "Cannot convert lambda expression to type '" + target.displayName()
					+ "' because it is not a delegate type", position);
		}
		Object error = function(lambda, DelegateTypes.parameterTypes(delegate), DelegateTypes.returnType(delegate));
		return (error instanceof BindException exception) ? exception : new BindException("CS1660",
				"Cannot convert lambda expression to '" + target.displayName() + "'", position);
	}

	private Object function(Bound.UnboundLambda lambda, List<ClrType> parameterTypes, @Nullable ClrType returns) {
		LambdaSite.Signature signature = new LambdaSite.Signature(List.copyOf(parameterTypes), returns);
		Object known = lambda.site().binding(signature);
		if (known == null) {
			try {
				known = bind(lambda, parameterTypes, returns);
			}
			catch (BindException error) {
				known = error;
				if (lastError(lambda) == null || !error.code().equals("CS1593")) {
					lambda.site().remember(LAST, error);
				}
			}
			lambda.site().remember(signature, known);
		}
		return known;
	}

	private Bound.Function bind(Bound.UnboundLambda lambda, List<ClrType> parameterTypes, @Nullable ClrType returns) {
		Expr.Lambda syntax = lambda.syntax();
		if (syntax.parameters().size() != parameterTypes.size()) {
			throw new BindException("CS1593", "The delegate takes " + parameterTypes.size() + " arguments, the lambda "
					+ syntax.parameters().size(), syntax.position());
		}
		Scope before = this.binder.scope();
		boolean checkedBefore = this.binder.checked();
		this.binder.scope(new Scope(lambda.site().scope(), new FunctionScope(lambda.site().scope().function())));
		this.binder.checked(lambda.site().checked());
		try {
			List<Variable> parameters = declare(syntax.parameters(), parameterTypes);
			return body(parameters, syntax.body(), syntax.block(), returns, "CS1643");
		}
		finally {
			this.binder.scope(before);
			this.binder.checked(checkedBefore);
		}
	}

	private List<Variable> declare(List<Expr.LambdaParameter> syntax, List<ClrType> types) {
		List<Variable> parameters = new ArrayList<>();
		for (int i = 0; i < syntax.size(); i++) {
			Expr.LambdaParameter parameter = syntax.get(i);
			TypeSyntax written = parameter.type();
			if (written != null && !this.binder.types().resolve(written).equals(types.get(i))) {
				throw new BindException("CS1678", "Parameter '" + parameter.name() + "' is declared as '" + written
						+ "' but must be '" + types.get(i).displayName() + "'", parameter.position());
			}
			if (parameter.name().equals("_") && this.binder.scope().declaresHere("_")) {
				parameters.add(this.binder.temporary(types.get(i)));
			}
			else {
				parameters.add(this.binder.declare(parameter.name(), types.get(i), Variable.Kind.LOCAL, null,
						parameter.position()));
			}
		}
		return parameters;
	}

	private Bound.Function body(List<Variable> parameters, @Nullable Expr body, Stmt.@Nullable Block block,
			@Nullable ClrType returns, String missing) {
		FunctionScope function = this.binder.scope().function();
		if (body == null) {
			ReturnRule rule = (returns == null) ? ReturnRule.inferring(this.binder)
					: ReturnRule.converting(this.binder, returns, missing);
			BoundStatement statement = this.binder.statements()
				.body(java.util.Objects.requireNonNull(block).statements(), block.end(), rule);
			return new Bound.Function(parameters, function, null, statement, rule.type());
		}
		if (returns != null && this.binder.core().isVoid(returns)) {
			Bound effect = this.binder.statements().effect(body);
			return new Bound.Function(parameters, function, effect, null, returns);
		}
		Bound value = this.binder.value(body);
		if (returns == null) {
			return new Bound.Function(parameters, function, value, null, value.type());
		}
		if (value.type() instanceof PseudoType && this.binder.conversions().implicit(value, returns) == null) {
			throw this.binder.cannotConvert(value, returns, body.position());
		}
		return new Bound.Function(parameters, function, this.binder.convert(value, returns, body.position()), null,
				returns);
	}

	@Override
	public @Nullable Bound toDelegate(Bound.MethodGroup group, NamedType delegate) {
		Bound receiver = group.receiver();
		Variable held = (receiver != null) ? this.binder.temporary(receiver.type()) : null;
		FunctionScope function = new FunctionScope(this.binder.scope().function());
		List<Variable> parameters = new ArrayList<>();
		List<Argument> arguments = new ArrayList<>();
		for (ClrType type : DelegateTypes.parameterTypes(delegate)) {
			Variable parameter = new Variable("p" + parameters.size(), type, function, Variable.Kind.LOCAL, null);
			parameters.add(parameter);
			arguments.add(Argument.of(new Bound.Local(parameter), group.position()));
		}
		if (held != null) {
			function.use(held);
		}
		Bound.MethodGroup onHeld = new Bound.MethodGroup((held != null) ? new Bound.Local(held) : null, group.owner(),
				group.name(), group.typeArguments(), group.position());
		Bound call = this.binder.calls().tryCall(onHeld, arguments);
		ClrType returns = DelegateTypes.returnType(delegate);
		if (call != null && !this.binder.core().isVoid(returns)) {
			call = this.binder.conversions().implicit(call, returns);
		}
		if (call == null) {
			return null;
		}
		Bound lambda = new Bound.Lambda(new Bound.Function(parameters, function, call, null, returns), delegate);
		if (held == null || receiver == null) {
			return lambda;
		}
		Bound assign = new Bound.Assign(new Bound.Local(held), receiver, receiver.type());
		return new Bound.Sequence(List.of(assign), lambda);
	}

	@Override
	public @Nullable ClrType returnType(Bound.MethodGroup group, List<ClrType> parameterTypes) {
		List<Argument> arguments = new ArrayList<>();
		parameterTypes.forEach((type) -> arguments.add(Argument.of(new Bound.Discard(type), group.position())));
		Bound.Call call = this.binder.calls().tryCall(group, arguments);
		return (call != null) ? call.type() : null;
	}

	/** The delegate type a local function is held in. */
	NamedType typeOf(Stmt.Function function) {
		List<ClrType> types = new ArrayList<>();
		for (Expr.LambdaParameter parameter : function.parameters()) {
			types.add(this.binder.types().resolve(java.util.Objects.requireNonNull(parameter.type())));
		}
		ClrType returns = this.binder.types().resolve(function.returnType());
		boolean action = this.binder.core().isVoid(returns);
		if (!action) {
			types.add(returns);
		}
		TypeDefinition definition = this.library.definition(action ? "System.Action" : "System.Func", types.size());
		if (definition == null) {
			throw new BindException("CS8078", "A local function takes too many parameters", function.position());
		}
		return new NamedType(definition, List.copyOf(types));
	}

	/** Binds a local function whose variable is declared. */
	Bound.Lambda localFunction(Stmt.Function syntax, NamedType type) {
		Scope before = this.binder.scope();
		this.binder.scope(new Scope(before, new FunctionScope(before.function())));
		try {
			List<Variable> parameters = declare(syntax.parameters(), DelegateTypes.parameterTypes(type));
			return new Bound.Lambda(
					body(parameters, syntax.body(), syntax.block(), DelegateTypes.returnType(type), "CS0161"), type);
		}
		finally {
			this.binder.scope(before);
		}
	}

}
