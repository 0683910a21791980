/**
 * The closed world of .NET types an expression can see: what is declared here exists, and
 * nothing else does.
 * <h2>How to declare types</h2> A {@link io.selvage.gateway.expression.types.TypeModule}
 * gets a {@link io.selvage.gateway.expression.types.TypeRegistry} and declares types by
 * their C# signature and a lambda or method reference. Nothing is found by reflection;
 * names in signatures are resolved when all modules have registered, so order does not
 * matter. <pre>{@code
 * TypeModule uris = (types) -> types.define("System.Uri", Uri.class)
 *     .constructor("Uri(string uriString)", (String text) -> Uri.parse(text))
 *     .property("string Host", (Uri uri) -> uri.host())
 *     .intProperty("int Port", (Uri uri) -> uri.port())
 *     .property("static string SchemeDelimiter", () -> "://")
 *     .method("static string EscapeDataString(string stringToEscape)", Uri::escapeDataString)
 *     .method("static bool TryCreate(string text, UriKind kind, out Uri result)",
 *         (String text, EnumValue kind, Out<Uri> result) -> ...)
 *     .method("static bool operator ==(Uri left, Uri right)", Objects::equals)
 *     .method("static explicit operator string(Uri uri)", Uri::toString);
 * }</pre>
 * <ul>
 * <li>Parameters of lambdas have explicit types, or the implementation is an unambiguous
 * method reference; the receiver of an instance member comes first. Up to six arguments;
 * an argument may be null wherever C# allows it.</li>
 * <li>Signatures know: {@code static}; {@code this} (extension methods, declared in a
 * {@linkplain io.selvage.gateway.expression.types.TypeRegistry#defineStatic static
 * class}); {@code params T[] x}; {@code out T x} and {@code ref T x} (the implementation
 * gets an {@link io.selvage.gateway.expression.types.Out}); default values
 * ({@code bool ignoreCase = false}, {@code = null}, {@code = Formatting.None}); type
 * parameters ({@code T Value<T>(object key)}); {@code int?}, {@code byte[]},
 * {@code IEnumerable<T>}, keywords and simple or full names of any declared type;
 * operators and conversions as C# writes them ({@code static T operator +(T a, U b)},
 * {@code static implicit operator T(U value)}).</li>
 * <li>Indexers: {@code indexer("JToken this[string propertyName]", getter, setter)};
 * settable properties: {@code property("string Value", getter, setter)}. A type without a
 * setter cannot be changed by expressions.</li>
 * <li>Where the implementation needs type arguments or the budget, use
 * {@code call(signature,
 * (Invocation in) -> ...)}: {@code in.argument(0)} is the receiver of an instance member,
 * {@code in.typeArgument(0)} the first type argument, {@code in.evaluation()} the
 * budget.</li>
 * <li>Generic types: {@code define("System.Collections.Generic.List<T>", ...)}; bases:
 * {@code .base("JContainer")}, {@code .implement("IEnumerable<JToken>")}.</li>
 * <li>{@code defineStruct}: a value type (never null, {@code default(T)} given);
 * {@code defineInterface}, {@code defineStatic}, {@code delegate},
 * {@code enumeration(EnumDefinition)}, {@code exception(name, base)}.</li>
 * </ul>
 * <h2>How values look in Java</h2>
 * <table>
 * <caption>C# and Java</caption>
 * <tr>
 * <th>C#</th>
 * <th>Java</th>
 * </tr>
 * <tr>
 * <td>bool, char, string, short, int, long, float, double, decimal</td>
 * <td>Boolean, Character, String, Short, Integer, Long, Float, Double, BigDecimal</td>
 * </tr>
 * <tr>
 * <td>byte</td>
 * <td>Byte, whose bits are read as unsigned</td>
 * </tr>
 * <tr>
 * <td>sbyte, ushort, uint, ulong</td>
 * <td>SByte, UInt16, UInt32, UInt64 of this package</td>
 * </tr>
 * <tr>
 * <td>T?</td>
 * <td>the value, or null</td>
 * </tr>
 * <tr>
 * <td>T[]</td>
 * <td>the Java array of the element's Java class; bool, byte, char, short, int, long,
 * float and double have primitive arrays</td>
 * </tr>
 * <tr>
 * <td>enum</td>
 * <td>{@link io.selvage.gateway.expression.types.EnumValue}</td>
 * </tr>
 * <tr>
 * <td>any delegate</td>
 * <td>{@link io.selvage.gateway.expression.types.Delegate}</td>
 * </tr>
 * <tr>
 * <td>IEnumerable&lt;T&gt;</td>
 * <td>a value of static type {@code IEnumerable<T>} can be an Iterable, array, String or
 * Map: iterate through {@link io.selvage.gateway.expression.types.Sequences}. What you
 * return is an {@link java.lang.Iterable} or an array</td>
 * </tr>
 * <tr>
 * <td>IList&lt;T&gt;, ICollection&lt;T&gt;, List&lt;T&gt;</td>
 * <td>java.util.List (new ones: {@code new ArrayList})</td>
 * </tr>
 * <tr>
 * <td>IDictionary, IReadOnlyDictionary, Dictionary</td>
 * <td>java.util.Map (new ones: {@code new LinkedHashMap})</td>
 * </tr>
 * <tr>
 * <td>KeyValuePair</td>
 * <td>{@link io.selvage.gateway.expression.types.KeyValuePair}</td>
 * </tr>
 * <tr>
 * <td>anonymous objects</td>
 * <td>{@link io.selvage.gateway.expression.types.AnonymousObject}</td>
 * </tr>
 * <tr>
 * <td>everything else</td>
 * <td>the class given to {@code define}</td>
 * </tr>
 * </table>
 * {@code toString}, {@code equals} and {@code hashCode} of a Java class are
 * {@code ToString()}, {@code Equals} and {@code GetHashCode} of its .NET type. A class
 * that formats itself ({@code $"{date:o}"}) implements
 * {@link io.selvage.gateway.expression.types.Formattable}.
 * <h2>Errors and budgets</h2> Implementations throw
 * {@link io.selvage.gateway.expression.types.ClrException} with the .NET name. A null
 * receiver is refused before they are called. Text that is returned is charged by the
 * compiler; whoever can make much text out of little (padding, repeating, replacing) asks
 * {@link io.selvage.gateway.expression.types.Evaluation#produce} <em>before</em> making
 * it, and loops over input call
 * {@link io.selvage.gateway.expression.types.Evaluation#step}.
 */
@NullMarked
package io.selvage.gateway.expression.types;

import org.jspecify.annotations.NullMarked;
