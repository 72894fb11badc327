@echo off
rem Opens the workbench; with a command, runs the command-line client instead.
setlocal
set "here=%~dp0"
set "here=%here:~0,-1%"
if not "%~1"=="" (
    call "%here%\clienttool.cmd" %*
    exit /b
)
set "java=javaw"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\javaw"
if defined BACKUP_MANAGER_JAVA_HOME set "java=%BACKUP_MANAGER_JAVA_HOME%\bin\javaw"
for %%j in ("%here%\plugins\org.eclipse.equinox.launcher_*.jar") do set "launcher=%%j"
start "" "%java%" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -jar "%launcher%" -name "Backup Manager" -data "%LOCALAPPDATA%\Backup Manager\workbench"
