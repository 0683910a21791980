package io.selvage.gateway.expression.binding;

import java.util.ArrayDeque;
import java.util.Deque;

import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.TypeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * Binds expressions. The work on one kind of expression is done by one of the binders
 * that stand beside this one; this class dispatches to them and holds what they share:
 * the types, the scope, whether arithmetic is checked, and what {@code ?.} works on.
 * <p>
 * The first error of an expression is thrown as a {@link BindException}. A lambda is
 * bound when its parameter types are known, which can be several times during overload
 * resolution; a budget of nodes keeps malicious nesting of lambdas from taking for ever.
 */
final class Binder {

	private static final int MAX_NODES = 200_000;

	private final CoreTypes core;

	private final TypeRelations relations;

	private final TypeResolver types;

	private final Conversions conversions;

	private final ClrType host;

	private final MemberBinder members;

	private final CallBinder calls;

	private final OperatorBinder operators;

	private final AssignmentBinder assignments;

	private final CreationBinder creations;

	private final PatternBinder patterns;

	private final LambdaBinder lambdas;

	private final StatementBinder statements;

	private final Deque<Bound> receivers = new ArrayDeque<>();

	private Scope scope = new Scope(null, new FunctionScope(null));

	private boolean checked;

	private boolean unchecked;

	private int nodes;

	private int temporaries;

	Binder(TypeLibrary library, ClrType host) {
		this.host = host;
		this.core = new CoreTypes(library);
		this.relations = new TypeRelations(library, this.core);
		this.types = new TypeResolver(library, this.core);
		this.lambdas = new LambdaBinder(this, library);
		this.conversions = new Conversions(this.core, this.relations, this.lambdas);
		OverloadResolver overloads = new OverloadResolver(this.core, this.relations, this.conversions, this.lambdas);
		this.members = new MemberBinder(this);
		this.calls = new CallBinder(this, overloads, library);
		this.operators = new OperatorBinder(this, overloads);
		this.assignments = new AssignmentBinder(this);
		this.creations = new CreationBinder(this);
		this.patterns = new PatternBinder(this);
		this.statements = new StatementBinder(this);
	}

	CoreTypes core() {
		return this.core;
	}

	TypeRelations relations() {
		return this.relations;
	}

	TypeResolver types() {
		return this.types;
	}

	Conversions conversions() {
		return this.conversions;
	}

	CallBinder calls() {
		return this.calls;
	}

	MemberBinder members() {
		return this.members;
	}

	OperatorBinder operators() {
		return this.operators;
	}

	CreationBinder creations() {
		return this.creations;
	}

	PatternBinder patterns() {
		return this.patterns;
	}

	AssignmentBinder assignments() {
		return this.assignments;
	}

	LambdaBinder lambdas() {
		return this.lambdas;
	}

	StatementBinder statements() {
		return this.statements;
	}

	ClrType host() {
		return this.host;
	}

	Scope scope() {
		return this.scope;
	}

	void scope(Scope scope) {
		this.scope = scope;
	}

	boolean checked() {
		return this.checked;
	}

	void checked(boolean checked) {
		this.checked = checked;
	}

	/** Whether even constants may wrap: only where the text says {@code unchecked}. */
	boolean isUnchecked() {
		return this.unchecked;
	}

	/** Enters {@code checked} or {@code unchecked}. */
	void overflow(boolean isChecked) {
		this.checked = isChecked;
		this.unchecked = !isChecked;
	}

	void overflow(boolean isChecked, boolean isUnchecked) {
		this.checked = isChecked;
		this.unchecked = isUnchecked;
	}

	/** Declares a variable where the binder stands. */
	Variable declare(String name, ClrType type, Variable.Kind kind, @Nullable Object constant, int position) {
		if (this.scope.declaresHere(name)) {
			throw new BindException("CS0128", "A local variable named '" + name + "' is already defined in this scope",
					position);
		}
		Scope around = this.scope.parent();
		if (name.equals("context") || this.scope.find(name) != null || (around != null && around.announces(name))) {
			throw new BindException("CS0136",
					"'" + name + "' cannot be declared here, because an enclosing scope already uses that name",
					position);
		}
		Variable variable = new Variable(name, type, this.scope.function(), kind, constant);
		this.scope.add(variable);
		return variable;
	}

	/** A variable that the code does not see. */
	Variable temporary(ClrType type) {
		return new Variable("<" + this.temporaries++ + ">", type, this.scope.function(), Variable.Kind.LOCAL, null);
	}

	/** A value of any type; the name of a type or method is an error. */
	Bound value(Expr expression) {
		Bound bound = bind(expression);
		if (bound instanceof Bound.TypeReference reference) {
			throw new BindException("CS0119",
					"'" + reference.named().displayName() + "' is a type, which is not valid in the given context",
					expression.position());
		}
		if (bound instanceof Bound.Namespace namespace) {
			throw new BindException("CS0118", "'" + namespace.name() + "' is a namespace but is used like a variable",
					expression.position());
		}
		return bound;
	}

	/** A value that has a type: no lambda, no {@code null}. */
	Bound typed(Expr expression) {
		Bound bound = value(expression);
		if (bound.type() instanceof PseudoType || this.core.isVoid(bound.type())) {
			throw new BindException("CS0815",
					"'" + bound.type().displayName() + "' cannot be used here: it has no type of its own",
					expression.position());
		}
		return bound;
	}

	/** A value of a given type, implicitly converted. */
	Bound value(Expr expression, ClrType target) {
		return convert(value(expression), target, expression.position());
	}

	/** Converts implicitly or reports why not. */
	Bound convert(Bound value, ClrType target, int position) {
		Bound converted = this.conversions.implicit(value, target);
		if (converted == null) {
			throw cannotConvert(value, target, position);
		}
		return converted;
	}

	BindException cannotConvert(Bound value, ClrType target, int position) {
		return ConversionErrors.of(this, value, target, position);
	}

	/** Binds what may be a value, type, namespace or group of methods. */
	Bound bind(Expr expression) {
		if (++this.nodes > MAX_NODES) {
			throw new BindException("CS8078", "An expression is too long or complex to compile", 0);
		}
		if (expression instanceof Expr.Name name) {
			return this.members.name(name);
		}
		if (expression instanceof Expr.Member member) {
			return this.members.member(member);
		}
		if (expression instanceof Expr.Invoke invoke) {
			return this.calls.invoke(invoke);
		}
		if (expression instanceof Expr.Index index) {
			return this.members.index(index);
		}
		if (expression instanceof Expr.Parenthesized parenthesized) {
			return value(parenthesized.inner());
		}
		if (expression instanceof Expr.TypeName type) {
			return new Bound.TypeReference(this.types.resolve(type.type()));
		}
		if (expression instanceof Expr.Receiver) {
			return this.receivers.getFirst();
		}
		if (expression instanceof Expr.NullConditional conditional) {
			return nullConditional(conditional);
		}
		if (expression instanceof Expr.Interpolated interpolated) {
			return InterpolationBinder.bind(this, interpolated);
		}
		if (expression instanceof Expr.Lambda lambda) {
			return new Bound.UnboundLambda(lambda, new LambdaSite(this.scope, this.checked));
		}
		if (expression instanceof Expr.Checked nested) {
			boolean before = this.checked;
			boolean uncheckedBefore = this.unchecked;
			overflow(nested.checked());
			try {
				return value(nested.operand());
			}
			finally {
				this.checked = before;
				this.unchecked = uncheckedBefore;
			}
		}
		return rest(expression);
	}

	private Bound rest(Expr expression) {
		if (expression instanceof Expr.New || expression instanceof Expr.NewArray
				|| expression instanceof Expr.Anonymous || expression instanceof Expr.ArrayInitializer) {
			return this.creations.bind(expression);
		}
		if (expression instanceof Expr.Assign || expression instanceof Expr.Postfix
				|| (expression instanceof Expr.Unary unary && unary.operator().length() == 2)) {
			return this.assignments.bind(expression);
		}
		if (expression instanceof Expr.Is || expression instanceof Expr.As) {
			return this.patterns.bind(expression);
		}
		return this.operators.bind(expression);
	}

	private Bound nullConditional(Expr.NullConditional conditional) {
		Bound target = typed(conditional.target());
		if (!CoreTypes.canBeNull(target.type())) {
			throw new BindException("CS0023",
					"Operator '?' cannot be applied to operand of type '" + target.type().displayName() + "'",
					conditional.position());
		}
		Variable variable = temporary(target.type().withoutNullable());
		this.receivers.push(new Bound.Local(variable));
		try {
			Bound rest = value(conditional.rest());
			ClrType type = this.core.isVoid(rest.type()) ? rest.type() : this.core.nullableOf(rest.type());
			Bound converted = this.core.isVoid(type) ? rest : convert(rest, type, conditional.position());
			return new Bound.NullConditional(target, variable, converted, type);
		}
		finally {
			this.receivers.pop();
		}
	}

}
