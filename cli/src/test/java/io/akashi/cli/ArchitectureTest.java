package io.akashi.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;

/**
 * The rooms and what each may know (DESIGN.md section 3), over the main classes of every room that
 * {@code cli} sees. {@link ModuleArrowsTest} holds the same arrows for the poms, {@code bench}
 * included.
 */
@AnalyzeClasses(packages = "io.akashi", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String DISK = "io.akashi.store.internal.disk..";

  /** What a room shows besides its top package, with internals of its own. */
  private static final Set<String> DOORS = Set.of("io.akashi.server.config");

  @ArchTest
  static final ArchRule everyClassLivesInARoom =
      classes()
          .should()
          .resideInAnyPackage(
              Rooms.ALLOWED.keySet().stream()
                  .map(room -> "io.akashi." + room + "..")
                  .toArray(String[]::new))
          .because("a room has a name in the table of DESIGN.md section 3; util is not a room");

  @ArchTest
  static final ArchRule roomsKnowOnlyWhatTheTableAllows =
      classes()
          .should(onlyKnowRoomsOf(Rooms.ALLOWED))
          .because("the arrows between rooms are few so that each can be understood alone");

  @ArchTest
  static final ArchRule internalsStayInTheirRoom =
      classes()
          .should(leaveInternalsOfOthersAlone())
          .because("what a room shows is its top package; the rest may change any day");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .assignedFrom(packagesBehindTheDoor())
          .should()
          .beFreeOfCycles()
          .because("packages that know each other are one package in two folders");

  @ArchTest
  static final ArchRule tlogKnowsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("io.akashi.tlog..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.akashi.tlog..", "java..", "javax.crypto..", "org.jspecify.."))
          .because("a proof must be checkable with nothing but this room and a JDK");

  @ArchTest
  static final ArchRule springLivesInTheServer =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.akashi.server..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .because("only the server is a web application; the log must outlive its framework");

  @ArchTest
  static final ArchRule timeComesInByConstructor =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.akashi.bench..")
          .should()
          .callMethodWhere(readsTheSystemClock())
          .because(
              "a clock that steps back must be testable, so time is an InstantSource argument");

  @ArchTest
  static final ArchRule theStoreTouchesFilesThroughDisk =
      noClasses()
          .that(resideInAPackage("io.akashi.store..").and(not(resideInAPackage(DISK))))
          .should()
          .dependOnClassesThat(openFiles())
          .because("crash tests enumerate every file operation, which they see only through Disk");

  @ArchTest
  static final ArchRule onlyCommandsWriteToTheTerminal =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.akashi.cli..", "io.akashi.bench..")
          .should()
          .accessTargetWhere(isStandardOutput())
          .because("the output of a command is an interface, and a server logs");

  private ArchitectureTest() {}

  /**
   * All packages but those by which a room is entered: what a room shows opens what is behind it
   * and lends it its types, so those may know each other.
   */
  private static SliceAssignment packagesBehindTheDoor() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        boolean door = name.equals("io.akashi." + Rooms.of(name)) || DOORS.contains(name);
        return door ? SliceIdentifier.ignore() : SliceIdentifier.of(name);
      }

      @Override
      public String getDescription() {
        return "packages behind the door of a room";
      }
    };
  }

  private static ArchCondition<JavaClass> onlyKnowRoomsOf(Map<String, Set<String>> allowed) {
    return new ArchCondition<>("know only the rooms of the table") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String room = Rooms.of(type.getPackageName());
        for (var dependency : type.getDirectDependenciesFromSelf()) {
          String known = Rooms.of(dependency.getTargetClass().getPackageName());
          boolean fine =
              known.isEmpty()
                  || known.equals(room)
                  || allowed.getOrDefault(room, Set.of()).contains(known);
          events.add(new SimpleConditionEvent(type, fine, dependency.getDescription()));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> leaveInternalsOfOthersAlone() {
    return new ArchCondition<>("leave the internals of other rooms alone") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String room = Rooms.of(type.getPackageName());
        for (var dependency : type.getDirectDependenciesFromSelf()) {
          String target = dependency.getTargetClass().getPackageName();
          boolean fine =
              !target.startsWith("io.akashi.")
                  || !(target + ".").contains(".internal.")
                  || Rooms.of(target).equals(room);
          events.add(new SimpleConditionEvent(type, fine, dependency.getDescription()));
        }
      }
    };
  }

  private static DescribedPredicate<JavaAccess<?>> isStandardOutput() {
    return DescribedPredicate.describe(
        "System.out or System.err",
        access ->
            access.getTarget() instanceof AccessTarget.FieldAccessTarget
                && access.getTargetOwner().isEquivalentTo(System.class)
                && Set.of("out", "err").contains(access.getName()));
  }

  private static DescribedPredicate<JavaMethodCall> readsTheSystemClock() {
    return DescribedPredicate.describe(
        "reads the clock of the system",
        call -> {
          boolean now =
              call.getTargetOwner().getPackageName().startsWith("java.time")
                  && call.getName().equals("now")
                  && call.getTarget().getRawParameterTypes().isEmpty();
          boolean millis =
              call.getTargetOwner().isEquivalentTo(System.class)
                  && call.getName().equals("currentTimeMillis");
          return now || millis;
        });
  }

  /** Classes by which a file is opened, changed or listed; Path and FileStore only name. */
  private static DescribedPredicate<JavaClass> openFiles() {
    return HasName.Predicates.nameMatching(
            "java\\.io\\.(File|FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile)"
                + "|java\\.nio\\.file\\.(Files|FileSystems?)"
                + "|java\\.nio\\.channels\\.(FileChannel|AsynchronousFileChannel|FileLock)")
        .forSubtype();
  }
}
