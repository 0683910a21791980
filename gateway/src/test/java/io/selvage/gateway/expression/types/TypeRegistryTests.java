package io.selvage.gateway.expression.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TypeRegistryTests {

	private final TypeModule basics = (types) -> {
		types.define("System.Object", Object.class);
		types.define("System.String", String.class)
			.intProperty("int Length", String::length)
			.property("static string Empty", () -> "")
			.indexer("char this[int index]", (String text, Integer index) -> text.charAt(index))
			.method("string Substring(int startIndex, int length)",
					(String text, Integer start, Integer length) -> text.substring(start, start + length))
			.method("static bool operator ==(string a, string b)", Objects::equals)
			.method("static string Join<T>(string separator, IEnumerable<T> values, bool skip = true)",
					(String separator, Object values, Boolean skip) -> separator);
		types.defineStruct("System.Int32", Integer.class, 0).constant("int MaxValue", Integer.MAX_VALUE);
		types.defineStruct("System.Char", Character.class, '\0');
		types.defineStruct("System.Boolean", Boolean.class, false);
		types.defineStruct("System.Nullable<T>", Object.class, 0);
		types.defineInterface("System.Collections.Generic.IEnumerable<T>", Object.class);
		types.define("System.Collections.Generic.List<T>", List.class)
			.implement("IEnumerable<T>")
			.constructor("List()", () -> new ArrayList<>())
			.method("bool TryGet(int index, out T value)",
					(List<?> list, Integer index, Out<Object> value) -> list.size() > index);
	};

	private final TypeLibrary library = TypeLibrary.of(List.of(this.basics));

	@Test
	void readsSignaturesOfGenericMethodsWithDefaults() {
		Method join = definition("System.String", 0).methods("Join").get(0);
		assertThat(join.isStatic()).isTrue();
		assertThat(join.typeParameters()).hasSize(1);
		assertThat(join.parameters()).extracting(Parameter::name).containsExactly("separator", "values", "skip");
		assertThat(join.parameters().get(1).type().typeArguments()).isEqualTo(join.typeParameters());
		assertThat(join.parameters().get(2).defaultValue()).isEqualTo(true);
	}

	@Test
	void readsOperatorsIndexersAndOutParameters() {
		assertThat(definition("System.String", 0).methods("operator ==")).hasSize(1);
		assertThat(definition("System.String", 0).indexers()).hasSize(1);
		Method tryGet = definition("System.Collections.Generic.List", 1).methods("TryGet").get(0);
		assertThat(tryGet.parameters().get(1).mode()).isEqualTo(Parameter.Mode.OUT);
	}

	@Test
	void readsNullableTypesArraysAndTypeArguments() {
		assertThat(this.library.type("List<int?[]>").displayName()).isEqualTo("List<int?[]>");
		assertThat(this.library.type("int[]").javaClass()).isEqualTo(int[].class);
		assertThat(this.library.type("int?[]").javaClass()).isEqualTo(Integer[].class);
	}

	@Test
	void refusesASignatureWithAnUndeclaredTypeByItsName() {
		TypeModule wrong = (types) -> types.defineStatic("System.Wrong").method("static Foo Bar()", () -> null);
		assertThatIllegalArgumentException().isThrownBy(() -> TypeLibrary.of(List.of(this.basics, wrong)))
			.withMessageContaining("static Foo Bar()")
			.withMessageContaining("'Foo' is not declared");
	}

	private TypeDefinition definition(String name, int arity) {
		return Objects.requireNonNull(this.library.definition(name, arity));
	}

}
